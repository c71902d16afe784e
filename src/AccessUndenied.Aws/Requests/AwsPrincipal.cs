using System.Diagnostics.CodeAnalysis;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Reads the texts by which AWS names a caller.</summary>
/// <remarks>
/// Shape: the ARN of a user, a role, a role's session, a federated user, an account's root, an identity provider; an account's
/// 12 digits; a service's name (<c>lambda.amazonaws.com</c>); a public identity provider (<c>accounts.google.com</c>);
/// <c>anonymous</c>. Rules PRIN-03 to PRIN-09.
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">IAM User Guide</see>.
/// </remarks>
public static class AwsPrincipal
{
    private const string AnonymousText = "anonymous";

    // PRIN-09. The first is also the name of a service, which does not call in its own name.
    private static readonly string[] s_identityProviders =
        ["cognito-identity.amazonaws.com", "accounts.google.com", "graph.facebook.com", "www.amazon.com"];

    /// <summary>Reads <paramref name="text"/>; false when it names no caller.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Principal? principal) =>
        TryParse(text, out principal, out _);

    /// <summary>Reads <paramref name="text"/>; false, with the reason, when it names no caller.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="principal">Who it is.</param>
    /// <param name="problem">What is wrong with the text and what to write instead, in one sentence without a full stop.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out Principal? principal,
        [NotNullWhen(false)] out string? problem)
    {
        principal = null;
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = PrincipalMessages.Empty;
        }
        else if (text == AnonymousText)
        {
            principal = Principal.Anonymous;
        }
        else if (AccountIds.IsAccountId(text))
        {
            principal = new() { Kind = PrincipalKind.Account, Id = text, AccountId = text };
        }
        else if (Array.IndexOf(s_identityProviders, text) >= 0)
        {
            principal = new() { Kind = PrincipalKind.WebIdentity, Id = text };
        }
        else if (ServiceName.IsServiceName(text))
        {
            principal = new() { Kind = PrincipalKind.Service, Id = text };
        }
        else if (Arn.TryParse(text, out var arn))
        {
            problem = OfArn(arn, text, out principal);
        }
        else
        {
            problem = PrincipalMessages.Unreadable(text);
        }

        return principal is not null;
    }

    /// <summary>The ARN of the role behind a session's ARN, as far as it tells: a session's ARN leaves the role's path out.</summary>
    internal static string RoleArn(ReadOnlySpan<char> partition, ReadOnlySpan<char> accountId, ReadOnlySpan<char> roleName) =>
        $"arn:{partition}:iam::{accountId}:role/{roleName}";

    private static string? OfArn(Arn arn, string text, out Principal? principal)
    {
        principal = null;
        if (arn.Service is not ("iam" or "sts"))
        {
            return PrincipalMessages.NotOfIam(text);
        }

        if (!AccountIds.IsAccountId(arn.AccountId) || !arn.Region.IsEmpty)
        {
            return PrincipalMessages.WrongAccount(text);
        }

        if (text.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            return PrincipalMessages.Wildcard(text);
        }

        var accountId = arn.AccountId.ToString();
        var resource = arn.Resource;
        if (arn.Service is "sts")
        {
            principal = OfSession(arn, text, accountId);
            return principal is null ? PrincipalMessages.NotASession(text) : null;
        }

        if (resource is "root")
        {
            principal = new() { Kind = PrincipalKind.Root, Id = text, AccountId = accountId, EntityId = text };
            return null;
        }

        if (arn.ResourceType is "oidc-provider" or "saml-provider" && resource[^1] != '/')
        {
            principal = new() { Kind = resource[0] == 'o' ? PrincipalKind.WebIdentity : PrincipalKind.Saml, Id = text };
            return null;
        }

        var name = resource[(resource.LastIndexOf('/') + 1)..];
        PrincipalKind? kind = arn.ResourceType switch { "user" => PrincipalKind.User, "role" => PrincipalKind.Role, _ => null };
        if (kind is not { } known || resource[4] != '/' || !IsName(name, 64))
        {
            return arn.ResourceType is "group" ? PrincipalMessages.Group(text) : PrincipalMessages.NotACaller(text);
        }

        principal = new() { Kind = known, Id = text, AccountId = accountId, EntityId = text, Name = name.ToString() };
        return null;
    }

    private static Principal? OfSession(Arn arn, string text, string accountId)
    {
        const string AssumedRole = "assumed-role/";
        const string FederatedUser = "federated-user/";
        var resource = arn.Resource;
        if (resource.StartsWith(FederatedUser, StringComparison.Ordinal) && IsName(resource[FederatedUser.Length..], 64))
        {
            return new()
            {
                Kind = PrincipalKind.FederatedSession,
                Id = text,
                AccountId = accountId,
                SessionName = resource[FederatedUser.Length..].ToString(),
            };
        }

        if (!resource.StartsWith(AssumedRole, StringComparison.Ordinal))
        {
            return null;
        }

        resource = resource[AssumedRole.Length..];
        var slash = resource.IndexOf('/');
        if (slash < 0 || !IsName(resource[..slash], 64) || !IsName(resource[(slash + 1)..], 128))
        {
            return null;
        }

        var roleName = resource[..slash].ToString();
        return new()
        {
            Kind = PrincipalKind.RoleSession,
            Id = text,
            AccountId = accountId,
            EntityId = RoleArn(arn.Partition, accountId, roleName),
            EntityIsExact = false,
            Name = roleName,
            SessionName = resource[(slash + 1)..].ToString(),
        };
    }

    // IAM's own alphabet for names of users, roles and sessions.
    private static bool IsName(ReadOnlySpan<char> text, int longest)
    {
        if (text.IsEmpty || text.Length > longest)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"_+=,.@-".Contains(c))
            {
                return false;
            }
        }

        return true;
    }
}
