using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>IAM's users, roles, groups and the like, which it names without their path.</summary>
/// <remarks>Rules REQ-09 and MSG-41.</remarks>
internal static class IamEntities
{
    // What a message calls a resource, the resource type's name, and the request's member for it.
    private static readonly (string Kind, string Type, string Member)[] s_kinds =
    [
        ("user", "user", "userName"),
        ("role", "role", "roleName"),
        ("group", "group", "groupName"),
        ("policy", "policy", "policyName"),
        ("instance profile", "instance-profile", "instanceProfileName"),
        ("server certificate", "server-certificate", "serverCertificateName"),
        ("SAML provider", "saml-provider", "name"),
        ("MFA device", "mfa", "virtualMFADeviceName"),
    ];

    /// <summary>The entity that a message names by kind and name; null when it names none.</summary>
    internal static FoundResource? OfMessage(ReadOnlySpan<char> text, ResourceSearch search)
    {
        // ListPolicies and its like name the folder that they list, which is no resource of theirs.
        if (text.StartsWith("policy path", StringComparison.OrdinalIgnoreCase))
        {
            return new(ResourceFinder.AnyOf(search), Certainty.Certain, RequestMessages.FromMessage);
        }

        foreach (var (kind, type, _) in s_kinds)
        {
            if (!text.StartsWith(kind, StringComparison.OrdinalIgnoreCase) || (text.Length > kind.Length && text[kind.Length] != ' '))
            {
                continue;
            }

            var name = text[kind.Length..].Trim();
            if (name.StartsWith("arn:", StringComparison.Ordinal))
            {
                // "policy ARN version v1": the version is no part of what is authorized.
                var end = name.IndexOf(' ');
                return new(search.Identify((end < 0 ? name : name[..end]).ToString()), Certainty.Certain, RequestMessages.FromMessage);
            }

            // "user null": a call that names no user is about its caller.
            if (type == "user" && name is "null" && search.Principal is { Kind: PrincipalKind.User, EntityId: { } self })
            {
                return new(search.Identify(self), Certainty.Likely, RequestMessages.FromCaller);
            }

            return name.IsEmpty || name is "null"
                ? new(search.Identify(Name(type, "*", search)), Certainty.Guess, RequestMessages.FromMessage, RequestMessages.OpenPlaces(type))
                : Entity(type, name.ToString(), search, RequestMessages.FromMessage);
        }

        return null;
    }

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "iam" || action.ResourceTypes.Count != 1)
        {
            return null;
        }

        if (OfUnnamed(action, search) is { } path)
        {
            return [new(search.Identify($"arn:{search.Place.Partition}:iam::{search.Place.AccountId ?? "*"}:{path}"), Certainty.Likely, RequestMessages.FromParameters)];
        }

        foreach (var (_, type, member) in s_kinds)
        {
            if (action.ResourceTypes[0].Name != type)
            {
                continue;
            }

            if (search.Parameters.Text(member) is { Length: > 0 } name)
            {
                return [Entity(type, search.Parameters.Text("path") is { } folder ? folder.Trim('/') + "/" + name : name, search, RequestMessages.FromParameters)];
            }

            // GetUser, CreateAccessKey, ChangePassword and others mean the caller where they name no user.
            return type == "user" && search.Principal is { Kind: PrincipalKind.User, EntityId: { } self } && search.Parameters.Element.ValueKind != System.Text.Json.JsonValueKind.Undefined
                ? [new(search.Identify(self), Certainty.Likely, RequestMessages.FromCaller)]
                : null;
        }

        return null;
    }

    // What AWS names itself: a service's role in a folder of the service, an identity provider after its address.
    private static string? OfUnnamed(CatalogAction action, ResourceSearch search) => action.Name switch
    {
        "CreateServiceLinkedRole" when search.Parameters.Text("aWSServiceName") is { } service => $"role/aws-service-role/{service}/*",
        "CreateOpenIDConnectProvider" when search.Parameters.Text("url") is { } url =>
            "oidc-provider/" + (url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? url[(scheme + 3)..] : url).TrimEnd('/'),
        _ => null,
    };

    private static FoundResource Entity(string type, string name, ResourceSearch search, string from)
    {
        name = name.TrimStart('/');
        var caller = search.Principal;
        var isCaller = caller.EntityId is not null && caller.Name == name && type == (caller.Kind == PrincipalKind.User ? "user" : "role");
        return isCaller
            ? new(search.Identify(caller.EntityId!), Certainty.Likely, from)
            : name.Contains('/', StringComparison.Ordinal) || !HasPath(type)
                ? new(search.Identify(Name(type, name, search)), Certainty.Likely, from)
                : new(search.Identify(Name(type, name, search)) with { IsApproximate = true }, Certainty.Likely, from, RequestMessages.PathUnknown);
    }

    // IAM User Guide, "IAM identifiers": providers have no path. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    private static bool HasPath(string type) => type != "saml-provider";

    private static string Name(string type, string name, ResourceSearch search) =>
        $"arn:{search.Place.Partition}:iam::{search.Place.AccountId ?? "*"}:{type}/{name}";
}
