using System.Diagnostics.CodeAnalysis;
using AccessUndenied.Aws.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Makes the principal of a record's <c>userIdentity</c>.</summary>
/// <remarks>Source: CloudTrail User Guide, "CloudTrail userIdentity element", rules UID-01 to UID-26, UID-30.</remarks>
internal static class CloudTrailPrincipal
{
    /// <summary>The principal; null, with the reason, where the identity names nobody.</summary>
    /// <param name="identity">The identity; null where the record has none.</param>
    /// <param name="region">The record's region, from which the partition follows where no ARN tells.</param>
    /// <param name="problem">Why there is no principal, in one sentence.</param>
    internal static Principal? From(CloudTrailIdentity? identity, string? region, out string? problem)
    {
        problem = null;
        if (identity is null)
        {
            problem = PrincipalMessages.NoIdentity;
            return null;
        }

        if (WhyImpossible(identity) is { } impossible)
        {
            problem = impossible;
            return null;
        }

        identity = CallerContradictions.Settle(identity);
        var principal = identity.Type switch
        {
            "Root" => Root(identity, region),
            "IAMUser" => User(identity, region),
            "AssumedRole" or "Role" => RoleOrSession(identity, region),
            "FederatedUser" => Federated(identity),
            "AWSAccount" => Account(identity),
            "AWSService" => Service(identity),
            "IdentityCenterUser" or "Directory" => Other(identity, PrincipalKind.DirectoryUser),
            "SAMLUser" => Outside(identity, PrincipalKind.Saml),
            "WebIdentityUser" => Outside(identity, PrincipalKind.WebIdentity),
            _ => OfUnknownType(identity),
        };
        if (principal is null)
        {
            problem = Redaction.Hides(identity.UserName) ? PrincipalMessages.Hidden(identity.Type) : PrincipalMessages.NoPrincipal(identity.Type);
        }

        return principal;
    }

    /// <summary><paramref name="principal"/>, where it is a role or user other than the one that made the call; else null.</summary>
    internal static Principal? OtherThanCaller(Principal principal, AccessUndenied.Events.AccessDeniedEvent? call) =>
        call is CloudTrailEvent { Identity: { } identity } record && From(identity, record.AwsRegion, out _) is { } caller && IsEntity(caller) && IsEntity(principal)
        && (principal.AccountId != caller.AccountId || principal.Name != caller.Name || (principal.Kind == PrincipalKind.User) != (caller.Kind == PrincipalKind.User))
            ? principal : null;

    private static bool IsEntity(Principal principal) => principal is { Kind: PrincipalKind.Role or PrincipalKind.RoleSession or PrincipalKind.User, AccountId: not null, Name: not null };

    /// <summary>Why <paramref name="identity"/> is none that AWS writes, so that nothing is granted by it (UID-31); null where it may be one.</summary>
    internal static string? WhyImpossible(CloudTrailIdentity? identity)
    {
        if (identity?.Type is not ("Root" or "IAMUser" or "AssumedRole" or "Role" or "FederatedUser" or "AWSAccount"))
        {
            return null;
        }

        // An account's root in a policy lets in the whole account.
        if (identity.Type is not ("Root" or "AWSAccount") && Arn.TryParse(identity.Arn, out var arn) && arn.Resource is "root")
        {
            return PrincipalMessages.RootOfType(identity.Type, identity.Arn);
        }

        // What AWS hides or leaves out is no account that it writes.
        string?[] accounts = [identity.AccountId, FieldOf(identity.Arn), identity.SessionIssuer?.AccountId, FieldOf(identity.SessionIssuer?.Arn)];
        return Array.Find(accounts, text => text is { Length: > 0 } and not "ANONYMOUS_PRINCIPAL" && !Redaction.Hides(text) && !AccountIds.IsAccountId(text)) is { } account
            ? PrincipalMessages.NoAccount(account) : null;
    }

    private static string? FieldOf(string? text) => Arn.TryParse(text, out var arn) ? arn.AccountId.ToString() : null;

    // UID-01. The root of a member account also acts in sessions of AssumeRoot, under the same ARN.
    private static Principal? Root(CloudTrailIdentity identity, string? region)
    {
        var account = AccountOf(identity) ?? (AccountIds.IsAccountId(identity.PrincipalId) ? identity.PrincipalId : null);
        var arn = identity.Arn ?? (account is null ? null : $"arn:{Partitions.OfRegion(region)}:iam::{account}:root");
        return arn is null ? null : new() { Kind = PrincipalKind.Root, Id = arn, AccountId = account, EntityId = arn };
    }

    private static Principal? User(CloudTrailIdentity identity, string? region)
    {
        var account = AccountOf(identity);
        var name = Redaction.Hides(identity.UserName) ? null : identity.UserName;
        var arn = identity.Arn ?? (account is null || name is null ? null : $"arn:{Partitions.OfRegion(region)}:iam::{account}:user/{name}");
        return arn is null ? null : new()
        {
            Kind = PrincipalKind.User,
            Id = arn,
            AccountId = account,
            EntityId = arn,
            EntityIsExact = identity.Arn is not null,
            UniqueId = identity.PrincipalId,
            Name = name ?? LastPart(arn),
        };
    }

    // UID-03, UID-04. The session's own ARN has no path; the issuer's has.
    private static Principal? RoleOrSession(CloudTrailIdentity identity, string? region)
    {
        var issuer = identity.SessionIssuer;
        _ = Arn.TryParse(identity.Arn, out var arn);
        if (arn.ResourceType is "role" || (identity.Arn is null && identity.Type == "Role" && issuer?.Arn is not null))
        {
            var role = identity.Arn ?? issuer!.Arn!;
            return new()
            {
                Kind = PrincipalKind.Role,
                Id = role,
                AccountId = AccountOf(identity) ?? Arn.AccountOf(role),
                EntityId = role,
                UniqueId = issuer?.PrincipalId ?? UserIds.EntityOf(identity.PrincipalId),
                Name = LastPart(role),
            };
        }

        var parts = arn.ResourceType is "assumed-role" ? arn.Resource["assumed-role/".Length..].ToString() : "";
        var slash = parts.IndexOf('/', StringComparison.Ordinal);
        var name = issuer?.UserName ?? (issuer?.Arn is { } issuerArn ? LastPart(issuerArn) : slash > 0 ? parts[..slash] : parts.Length > 0 ? parts : null);
        var session = UserIds.SessionOf(identity.PrincipalId) ?? (slash > 0 ? parts[(slash + 1)..] : null);
        var account = AccountOf(identity) ?? issuer?.AccountId ?? Arn.AccountOf(identity.Arn);
        if (name is null || account is null)
        {
            return identity.Arn is null ? OfUnknownType(identity) : new() { Kind = PrincipalKind.RoleSession, Id = identity.Arn, AccountId = account, SessionName = session };
        }

        var partition = arn.Partition.IsEmpty ? Partitions.OfRegion(region) : arn.Partition.ToString();
        return new()
        {
            Kind = PrincipalKind.RoleSession,
            Id = identity.Arn ?? $"arn:{partition}:sts::{account}:assumed-role/{name}/{session ?? "*"}",
            AccountId = account,
            EntityId = issuer?.Arn ?? AwsPrincipal.RoleArn(partition, account, name),
            EntityIsExact = issuer?.Arn is not null,
            UniqueId = issuer?.PrincipalId ?? UserIds.EntityOf(identity.PrincipalId),
            Name = name,
            SessionName = session,
        };
    }

    // UID-05, PM-07: whose permissions the session has is the issuer's matter.
    private static Principal? Federated(CloudTrailIdentity identity)
    {
        var id = identity.Arn ?? identity.PrincipalId;
        return id is null ? null : new()
        {
            Kind = PrincipalKind.FederatedSession,
            Id = id,
            AccountId = AccountOf(identity) ?? Arn.AccountOf(identity.Arn) ?? identity.SessionIssuer?.AccountId,
            EntityId = identity.SessionIssuer?.Arn,
            UniqueId = identity.SessionIssuer?.PrincipalId,
            Name = identity.SessionIssuer?.UserName,
            SessionName = UserIds.SessionOf(identity.PrincipalId) ?? LastPart(id),
        };
    }

    // UID-07, UID-13. An account that calls under a unique id alone is somebody else's; its own data may resolve the id.
    private static Principal? Account(CloudTrailIdentity identity)
    {
        if (identity.AccountId == "ANONYMOUS_PRINCIPAL" || identity.PrincipalId == "ANONYMOUS_PRINCIPAL")
        {
            return Principal.Anonymous;
        }

        if (AwsPrincipal.TryParse(identity.Arn, out var named))
        {
            return named with { UniqueId = UserIds.EntityOf(identity.PrincipalId) };
        }

        var account = AccountOf(identity) ?? (AccountIds.IsAccountId(identity.PrincipalId) ? identity.PrincipalId : null);
        var id = identity.PrincipalId ?? account;
        return id is null ? null : new()
        {
            Kind = PrincipalKind.Account,
            Id = id,
            AccountId = account,
            UniqueId = id == account ? null : UserIds.EntityOf(identity.PrincipalId),
            SessionName = UserIds.SessionOf(identity.PrincipalId),
        };
    }

    private static Principal? Service(CloudTrailIdentity identity)
    {
        var name = identity.InvokedBy ?? identity.PrincipalId ?? identity.UserName;
        return name is null ? null : new() { Kind = PrincipalKind.Service, Id = name };
    }

    // UID-10, UID-11: trust policies speak of the provider, not of the person.
    private static Principal? Outside(CloudTrailIdentity identity, PrincipalKind kind)
    {
        var caller = kind == PrincipalKind.Saml ? TokenCaller.OfSaml(identity) : TokenCaller.OfWebIdentity(identity);
        var id = caller.Provider ?? identity.PrincipalId ?? identity.UserName;
        return id is null || Redaction.Hides(id) ? null : new() { Kind = kind, Id = id, UniqueId = identity.PrincipalId, Name = identity.UserName };
    }

    private static Principal? Other(CloudTrailIdentity identity, PrincipalKind kind)
    {
        var id = identity.Arn ?? identity.OnBehalfOfUserId ?? identity.UserName ?? identity.PrincipalId ?? AccountOf(identity);
        return id is null || Redaction.Hides(id) ? null : new()
        {
            Kind = kind,
            Id = id,
            AccountId = AccountOf(identity),
            UniqueId = identity.OnBehalfOfUserId ?? identity.PrincipalId,
            Name = identity.UserName,
        };
    }

    private static Principal? OfUnknownType(CloudTrailIdentity identity)
    {
        if (AwsPrincipal.TryParse(identity.Arn, out var named))
        {
            return named with { UniqueId = UserIds.EntityOf(identity.PrincipalId) };
        }

        return identity is { InvokedBy: not null, Arn: null, PrincipalId: null, AccountId: null } ? Service(identity) : Other(identity, PrincipalKind.Unknown);
    }

    private static string? AccountOf(CloudTrailIdentity identity) =>
        AccountIds.IsAccountId(identity.AccountId) ? identity.AccountId : Arn.AccountOf(identity.Arn);

    [return: NotNullIfNotNull(nameof(text))]
    private static string? LastPart(string? text) => text?[(text.AsSpan().LastIndexOfAny('/', ':') + 1)..];
}
