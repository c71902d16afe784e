using System.Globalization;
using AccessUndenied.Aws.Events;
using AccessUndenied.Events;

namespace AccessUndenied.Aws.Requests;

/// <summary>Members of one <c>userIdentity</c> that tell of two callers.</summary>
/// <remarks>
/// AWS fills all of them from one entity, so that a record in which they differ is not as AWS wrote it: account, role and unique id are compared where the
/// principal is made of them. Not compared: paths, which a session's ARN lacks; the session's name, which AWS's own examples write in two ways; the user name of
/// the root user, which is the account's alias; the account of what is no entity of IAM (<c>AWSAccount</c>, services, users of Identity Center).
/// Rule UID-30. Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">
/// CloudTrail User Guide, "CloudTrail userIdentity element"</see>.
/// </remarks>
internal static class CallerContradictions
{
    private const string UniqueIdOfRole = "AROA";

    /// <summary>What contradicts in <paramref name="identity"/>, as a note; null where nothing does.</summary>
    public static Note? Of(CloudTrailIdentity? identity)
    {
        if (identity is null)
        {
            return null;
        }

        var found = Find(identity, out var counts);
        return found.Count == 0 ? null : RequestMessages.CallerContradicts(found, counts.Arn ?? counts.PrincipalId ?? counts.Type);
    }

    /// <summary>The identity without the members that do not count: the ARN tells who called, and what contradicts it is left out.</summary>
    public static CloudTrailIdentity Settle(CloudTrailIdentity identity)
    {
        _ = Find(identity, out var counts);
        return counts;
    }

    private static List<string> Find(CloudTrailIdentity identity, out CloudTrailIdentity counts)
    {
        var found = new List<string>();
        counts = identity;
        if (identity.Type is not ("Root" or "IAMUser" or "AssumedRole" or "Role" or "FederatedUser"))
        {
            return found;
        }

        var ofArn = Arn.AccountOf(identity.Arn);
        if (Arn.TryParse(identity.Arn, out var arn) && !IsOfType(identity.Type, arn))
        {
            found.Add(Pair("type", identity.Type, "arn", identity.Arn));
        }

        if (Differ(AccountIds.IsAccountId(identity.AccountId) ? identity.AccountId : null, ofArn))
        {
            found.Add(Pair("accountId", identity.AccountId!, "account of arn", ofArn!));
            counts = counts with { AccountId = null };
        }

        if (identity.Type == "IAMUser" && Differ(NameOf(identity.UserName), NameIn(identity.Arn, "user")))
        {
            found.Add(Pair("userName", identity.UserName!, "user of arn", NameIn(identity.Arn, "user")!));
            counts = counts with { UserName = null };
        }

        if (identity.SessionIssuer is { } issuer && identity.Type is not ("Root" or "IAMUser"))
        {
            var before = found.Count;
            AddIssuer(found, identity, issuer, ofArn ?? identity.AccountId);
            counts = found.Count == before ? counts : counts with { SessionIssuer = null };
        }

        return found;
    }

    // An entity of IAM, or a session of STS; a service of AWS may call with a role itself.
    private static bool IsOfType(string type, Arn arn) => type switch
    {
        "Root" => arn.Service is "iam" && arn.Resource is "root",
        "IAMUser" => arn.Service is "iam" && arn.ResourceType is "user",
        "FederatedUser" => arn.Service is "sts" && arn.ResourceType is "federated-user",
        _ => (arn.Service is "sts" && arn.ResourceType is "assumed-role") || (arn.Service is "iam" && arn.ResourceType is "role"),
    };

    private static void AddIssuer(List<string> found, CloudTrailIdentity identity, SessionIssuer issuer, string? account)
    {
        if (!AccountIds.IsAccountId(account))
        {
            account = null;
        }

        var source = Arn.AccountOf(identity.Arn) is null ? "accountId" : "account of arn";
        if (AccountIds.IsAccountId(issuer.AccountId) && Differ(issuer.AccountId, account))
        {
            found.Add(Pair(source, account!, "sessionIssuer.accountId", issuer.AccountId!));
        }

        if (Differ(Arn.AccountOf(issuer.Arn), account ?? issuer.AccountId))
        {
            found.Add(Pair(account is null ? "sessionIssuer.accountId" : source, (account ?? issuer.AccountId)!, "account of sessionIssuer.arn", Arn.AccountOf(issuer.Arn)!));
        }

        if (identity.Type == "FederatedUser")
        {
            return;
        }

        var role = NameIn(identity.Arn, "assumed-role") ?? NameIn(identity.Arn, "role");
        var issued = NameIn(issuer.Arn, "role");
        if (Differ(issued, role))
        {
            found.Add(Pair("role of arn", role!, "role of sessionIssuer.arn", issued!));
        }

        if (Differ(NameOf(issuer.UserName), role ?? issued))
        {
            found.Add(Pair(role is null ? "role of sessionIssuer.arn" : "role of arn", (role ?? issued)!, "sessionIssuer.userName", issuer.UserName!));
        }

        if (IdOfRole(identity.PrincipalId) is { } own && IdOfRole(issuer.PrincipalId) is { } other && own != other)
        {
            found.Add(Pair("principalId", own, "sessionIssuer.principalId", other));
        }
    }

    private static string Pair(string one, string value, string other, string otherValue) =>
        string.Create(CultureInfo.InvariantCulture, $"{one} is {PrincipalMessages.Short(value)}, {other} is {PrincipalMessages.Short(otherValue)}");

    // Names of IAM are unique without regard to case.
    private static bool Differ(string? one, string? other) => one is not null && other is not null && !one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(string? text) => text is null || Redaction.Hides(text) ? null : text;

    private static string? IdOfRole(string? text) =>
        text is not null && text.StartsWith(UniqueIdOfRole, StringComparison.Ordinal) ? UserIds.EntityOf(text) : null;

    // The role of a session stands first behind its type, before the session's name; the name of an entity stands last, behind its path.
    private static string? NameIn(string? text, string type)
    {
        if (!Arn.TryParse(text, out var arn) || !arn.ResourceType.SequenceEqual(type))
        {
            return null;
        }

        var rest = arn.Resource[(type.Length + 1)..];
        var slash = type == "assumed-role" ? rest.IndexOf('/') : -1;
        var name = slash >= 0 ? rest[..slash] : rest[(rest.LastIndexOf('/') + 1)..];
        return name.IsEmpty || Redaction.Hides(name.ToString()) ? null : name.ToString();
    }
}
