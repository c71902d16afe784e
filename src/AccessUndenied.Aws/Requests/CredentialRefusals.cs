using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Events;

namespace AccessUndenied.Aws.Requests;

/// <summary>What credentials of some kinds cannot call at all, whatever the policies allow.</summary>
/// <remarks>
/// Rules: TRUST-15, TRUST-20. The table of the page tells what the credentials of each operation of STS cannot do; those of GetFederationToken are bound in IAM by the command line and the API
/// alone, and not in the console. A sign-in to the console looks like a session of GetSessionToken but for what marks it.
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html">IAM User Guide, "Compare AWS STS credentials"</see>.
/// </remarks>
internal static class CredentialRefusals
{
    private const string Comparison = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html";

    // Calls that nobody signs, and those that any credentials may make.
    private static readonly string[] s_unbound = ["GetCallerIdentity", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"];

    /// <summary>Why the credentials of <paramref name="record"/> cannot make its call; null where they can.</summary>
    /// <param name="record">The record.</param>
    /// <param name="namesPolicy">Whether the error text names a kind of policy, which was then looked at.</param>
    public static ServiceRefusal? Of(CloudTrailEvent record, bool namesPolicy)
    {
        if (record.Identity is not { InvokedBy: null } caller || Array.Exists(s_unbound, name => name.Equals(record.Operation, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var isTemporary = caller.AccessKeyId?.StartsWith("ASIA", StringComparison.Ordinal) == true;
        return (record.Service, caller.Type) switch
        {
            ("sts.amazonaws.com", "Root") when caller.AssumedRoot != true && Is(record, "AssumeRole") => OfRoot,
            ("sts.amazonaws.com", "AssumedRole") when Is(record, "GetFederationToken") || Is(record, "GetSessionToken") => OfRole(record.Operation),
            ("sts.amazonaws.com", "FederatedUser") => OfFederated(record.Operation, "AWS STS"),
            ("sts.amazonaws.com", "IAMUser") when isTemporary && !Is(record, "AssumeRole") && !IsOfConsole(record, caller) => OfSession(record.Operation),
            ("iam.amazonaws.com", "FederatedUser") when !namesPolicy && !IsOfConsole(record, caller) => OfFederated(record.Operation, "IAM"),
            ("iam.amazonaws.com", "IAMUser") when !namesPolicy && isTemporary && caller.MfaAuthenticated == false && !IsOfConsole(record, caller) => OfSessionWithoutMfa(record.Operation),
            _ => null,
        };
    }

    private static ServiceRefusal OfRoot => new()
    {
        Id = "sts-root-may-not-assume",
        Reason = RequestMessages.RootAssumesNoRole,
        Advice = RequestMessages.RootAssumesNoRoleAdvice,
        Page = "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
        PrecedesPolicies = true,
    };

    private static ServiceRefusal OfRole(string operation) => new()
    {
        Id = Is(operation, "GetFederationToken") ? "sts-federation-with-session" : "sts-session-token-with-session",
        Reason = RequestMessages.SessionGetsNoToken(operation),
        Advice = RequestMessages.SessionGetsNoTokenAdvice,
        Page = Comparison,
        PrecedesPolicies = true,
    };

    private static ServiceRefusal OfFederated(string operation, string service) => new()
    {
        Id = "federated-session-cannot-call",
        Reason = RequestMessages.FederatedCannotCall(operation, service),
        Advice = RequestMessages.FederatedCannotCallAdvice,
        Page = Comparison,
        PrecedesPolicies = true,
    };

    private static ServiceRefusal OfSession(string operation) => new()
    {
        Id = "session-token-cannot-call",
        Reason = RequestMessages.SessionTokenCannotCall(operation),
        Advice = RequestMessages.SessionTokenCannotCallAdvice,
        Page = Comparison,
        PrecedesPolicies = true,
    };

    private static ServiceRefusal OfSessionWithoutMfa(string operation) => new()
    {
        Id = "iam-with-session-without-mfa",
        Reason = RequestMessages.SessionWithoutMfa(operation),
        Advice = RequestMessages.SessionWithoutMfaAdvice,
        Page = Comparison,
        PrecedesPolicies = true,
    };

    private static bool Is(CloudTrailEvent record, string operation) => Is(record.Operation, operation);

    private static bool Is(string operation, string other) => operation.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfConsole(CloudTrailEvent record, CloudTrailIdentity caller) => caller.SignInSessionArn is not null
        || record.UserAgent?.Contains("console.amazonaws.com", StringComparison.Ordinal) == true || record.UserAgent?.Contains("signin.amazonaws.com", StringComparison.Ordinal) == true
        || record.UserAgent?.Contains("exec-env/CloudShell", StringComparison.Ordinal) == true || IsMarkedOfConsole(record.Raw.Span);

    // CT-19: the member is there only as "true".
    private static bool IsMarkedOfConsole(ReadOnlySpan<byte> raw)
    {
        var reader = new Utf8JsonReader(raw, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                {
                    if (reader.ValueTextEquals("sessionCredentialFromConsole"u8))
                    {
                        return true;
                    }

                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            // A record that cannot be read as a whole tells nothing of it.
        }

        return false;
    }
}
