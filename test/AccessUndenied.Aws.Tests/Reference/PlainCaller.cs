namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>The kinds of caller that a request can name.</summary>
internal enum PlainCallerKind
{
    User,
    Role,
    Session,
    FederatedUser,
    Root,
    Service,

    /// <summary>Somebody for whom an outside identity provider vouches, by a token or an assertion.</summary>
    Outside,
    Anonymous,
}

/// <summary>Who signed the request.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The principal as the request gives it.</param>
/// <param name="Partition">Its partition; "aws" where it has none.</param>
/// <param name="Account">Its account; null for a service or nobody.</param>
/// <param name="Name">User with path, role with path, role name and session name, or the federated user's name.</param>
internal sealed record PlainCaller(PlainCallerKind Kind, string Text, string Partition, string? Account, string Name)
{
    // TRUST-06: providers that have no ARN.
    private static readonly string[] s_providers = ["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];

    internal bool IsRole => Kind is PlainCallerKind.Role or PlainCallerKind.Session;

    internal string AccountArn => $"arn:{Partition}:iam::{Account}:root";

    /// <summary>The role's name without path and session.</summary>
    internal string RoleName => Kind == PlainCallerKind.Session ? Name[..Name.IndexOf('/', StringComparison.Ordinal)] : LastSegment(Name);

    internal static PlainCaller Read(string text)
    {
        if (text == "anonymous")
        {
            return new(PlainCallerKind.Anonymous, text, "aws", null, "");
        }
        if (s_providers.Contains(text))
        {
            return new(PlainCallerKind.Outside, text, "aws", null, text);
        }
        var fields = text.Split(':', 6);
        if (fields.Length == 6 && fields[0] == "arn" && fields[4].Length > 0)
        {
            return ReadArn(text, fields);
        }
        var isHost = !text.Contains(':') && !text.Contains('/') && text.Contains(".amazonaws.com", StringComparison.Ordinal);
        return isHost
            ? new(PlainCallerKind.Service, text, "aws", null, text)
            : throw new PlainInputException($"the principal '{text}' is no ARN, no service and not anonymous");
    }

    private static PlainCaller ReadArn(string text, string[] fields)
    {
        var (service, resource) = (fields[2], fields[5]);
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var type = slash < 0 ? resource : resource[..slash];
        var name = slash < 0 ? "" : resource[(slash + 1)..];
        PlainCallerKind? kind = (service, type) switch
        {
            ("iam", "root") => PlainCallerKind.Root,
            ("iam", "user") => PlainCallerKind.User,
            ("iam", "role") => PlainCallerKind.Role,
            ("sts", "assumed-role") when name.Contains('/') => PlainCallerKind.Session,
            ("sts", "federated-user") => PlainCallerKind.FederatedUser,
            ("iam", "oidc-provider" or "saml-provider") when name.Length > 0 => PlainCallerKind.Outside,
            _ => null,
        };
        if (kind == PlainCallerKind.Outside)
        {
            // TRUST-05: the account of the provider's entry is not the caller's, who has none yet.
            return new(PlainCallerKind.Outside, text, fields[1], null, name);
        }
        return kind is { } known && (known == PlainCallerKind.Root) == (name.Length == 0)
            ? new(known, text, fields[1], fields[4], name)
            : throw new PlainInputException($"the principal '{text}' is no user, role, session, federated user or root user");
    }

    internal static string LastSegment(string path) => path[(path.LastIndexOf('/') + 1)..];
}
