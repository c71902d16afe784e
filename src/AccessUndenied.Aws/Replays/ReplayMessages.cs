using System.Text.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Replays;

/// <summary>What replays of CloudTrail say.</summary>
internal static class ReplayMessages
{
    public const string ServiceEvent = "event of a service itself";
    public const string SignIn = "sign-in";
    public const string ConsoleAction = "action of the console that is no API call";
    public const string Insight = "insight";
    public const string NetworkActivity = "network activity event, beside which the call has a record of its own";
    public const string Unauthenticated = "refused for its credentials, before any policy was asked";

    public const string NotANode = "is no node of an organization; Target is the id of an account (12 digits), of an organizational unit (ou-…) or of the root (r-…)";

    public const string NotAnEndpoint = "is no VPC endpoint; Target is its id, such as vpce-0a1b2c3d4e5f60718";

    public const string NotARole = "is no role; Target of a trust policy is the role's ARN, such as arn:aws:iam::111111111111:role/name";

    public const string NotACaller = "is no ARN of a user, group or role; Target is one, such as arn:aws:iam::111111111111:role/name";

    public const string NotABoundary = "is no ARN of a user or role, which alone have permissions boundaries";

    public const string NotASession = "is no ARN of a role, user or session; a session policy binds the sessions of its Target";

    public const string NotAnArn = "is no ARN; Target is the ARN of the resource that carries the policy, such as arn:aws:s3:::bucket";

    public const string TrustIsALayer = "is a role, whose own policy is its trust policy; write \"Layer\": \"roleTrust\"";

    public const string EntityCarriesNone = "carries no resource policy; the policies of users, groups and roles are of the layer identity";

    public static string CarriedBy(string carrier) => $"carries no policy of its own; the policy that has a say on it is that of {carrier}";

    public const string ServiceLinked = "is a service-linked role, whose policies nobody but AWS changes";

    public static string ProviderManaged(string arn) => $"{arn} is AWS's own policy, which nobody else changes; detach it from its targets, or attach another";

    public const string FullAccessStays = "RCPFullAWSAccess is attached to every node and cannot be taken away; put a policy with a Deny beside it";

    public static string NotInOrganization(string target, IReadOnlyCollection<string> nodes) =>
        $"the organization at hand has no node '{target}'; it has {Some(nodes)}";

    public static string NoOrganization(string target) =>
        $"the policies at hand tell of no organization and no account '{target}'; collect it with 'access-undenied get-scps' and give it beside the snapshot "
        + "(UseSnapshot, --scp-file), or take a snapshot of that account";

    public static string NoAccount(string target, string account, IReadOnlyCollection<string> accounts) =>
        $"'{target}' is of account {account}, of which nothing is at hand; there are {Some(accounts)}: add the snapshot of that account (UseSnapshot, --snapshot)";

    public static string NoEntity(string target, string account) => $"account {account} has no '{target}'; check name and path, or collect the snapshot anew";

    public static string NoEndpoint(string target) => $"the policies at hand have no endpoint '{target}'; collect it with 'access-undenied snapshot --events-file', or check the id";

    public static string NoPolicy(PolicyLayer layer, string target, string policy, IReadOnlyCollection<string> there) =>
        $"'{target}' carries no policy '{policy}' of the layer {JsonNamingPolicy.CamelCase.ConvertName(layer.ToString())}; it carries {Some(there)}";

    public static string NoPolicyAnywhere(string policy) => $"no policy '{policy}' is among those at hand; check PolicyArn, or name its Target and give its Document";

    private static string Some(IReadOnlyCollection<string> names) => names.Count == 0
        ? "none"
        : string.Join(", ", names.Take(8)) + (names.Count > 8 ? $" and {names.Count - 8} more" : "");
}
