using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Answers the reading commands of the AWS CLI from a snapshot file, as that program prints them.</summary>
internal sealed class SnapshotReading
{
    private static readonly JsonSerializerOptions s_printed = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _snapshot;

    public SnapshotReading(string json) => _snapshot = JsonNode.Parse(json)!.AsObject();

    public static bool IsReading(IReadOnlyList<string> command) =>
        command[1].StartsWith("get-", StringComparison.Ordinal) || command[1].StartsWith("describe-", StringComparison.Ordinal);

    /// <summary>What it prints, or the code of its error.</summary>
    public (string? Text, string? Error) Answer(IReadOnlyList<string> command, string account, string permissionSet)
    {
        string Option(string name) => SnapshotAccounts.OptionOf(command, name)!;
        return (command[0], command[1]) switch
        {
            ("iam", "get-user-policy") => Inline(account, "User", Option("user-name"), Option("policy-name")),
            ("iam", "get-role-policy") => Inline(account, "Role", Option("role-name"), Option("policy-name")),
            ("iam", "get-group-policy") => Inline(account, "Group", Option("group-name"), Option("policy-name")),
            ("iam", "get-policy") => (Policy(Option("policy-arn"))["DefaultVersionId"]!.GetValue<string>(), null),
            ("iam", "get-policy-version") => (Printed(Policy(Option("policy-arn"))["PolicyVersionList"]!.AsArray().Single(item => item!["IsDefaultVersion"]!.GetValue<bool>())!["Document"]!), null),
            ("iam", "get-role") => (Printed(Details(account, "Role").Single(item => Name(item, "Role") == Option("role-name"))["AssumeRolePolicyDocument"]!), null),
            ("sso-admin", _) => (InlineOfSet(permissionSet), null),
            ("organizations", "describe-policy") => (Printed(OfOrganization(Option("policy-id"))["PolicyDocument"]!), null),
            ("ec2", "describe-vpc-endpoints") => (Printed(Accounts().Select(one => one["VpcEndpoints"]?[Option("vpc-endpoint-ids")]).First(endpoint => endpoint is not null)!["PolicyDocument"]!), null),
            ("s3api", _) => OnResource("arn:aws:s3:::" + Option("bucket"), error: "NoSuchBucketPolicy"),
            ("kms", _) => OnResource(Option("key-id")),
            ("sqs", "get-queue-url") => ($"https://sqs.eu-west-1.amazonaws.com/{account}/{Option("queue-name")}", null),
            ("sqs", _) => OnResource($"arn:aws:sqs:eu-west-1:{account}:{Option("queue-url").Split('/')[^1]}", "None"),
            ("sns", _) => OnResource(Option("topic-arn")),
            ("secretsmanager", _) => OnResource(Option("secret-id"), "None"),
            ("ecr", _) => OnResource($"arn:aws:ecr:eu-west-1:{account}:repository/{Option("repository-name")}", error: "RepositoryPolicyNotFoundException"),
            ("dynamodb", _) => OnResource(Option("resource-arn"), error: "PolicyNotFoundException"),
            _ => throw new InvalidOperationException(string.Join(' ', command)),
        };
    }

    private IEnumerable<JsonObject> Accounts() => _snapshot["Accounts"]!.AsObject().Select(pair => pair.Value!.AsObject());

    private IEnumerable<JsonObject> Details(string account, string kind) =>
        _snapshot["Accounts"]![account]!["AuthorizationDetails"]![kind + "DetailList"]!.AsArray().Select(item => item!.AsObject());

    private static string Name(JsonObject item, string kind) => item[kind + "Name"]!.GetValue<string>();

    private (string? Text, string? Error) Inline(string account, string kind, string name, string policy) => Details(account, kind).Single(item => Name(item, kind) == name)[kind + "PolicyList"]?.AsArray()
        .SingleOrDefault(item => item!["PolicyName"]!.GetValue<string>() == policy) is { } found ? (Printed(found["PolicyDocument"]!), null) : (null, "NoSuchEntity");

    private JsonNode Policy(string arn) => Accounts().SelectMany(account => account["AuthorizationDetails"]!["Policies"]!.AsArray()).Single(item => item!["Arn"]!.GetValue<string>() == arn)!;

    private string InlineOfSet(string permissionSet) => Accounts().SelectMany(account => account["AuthorizationDetails"]!["RoleDetailList"]!.AsArray())
        .First(role => role!["RoleName"]!.GetValue<string>().StartsWith($"AWSReservedSSO_{permissionSet}_", StringComparison.Ordinal))!["RolePolicyList"]?.AsArray()
        .FirstOrDefault(policy => policy!["PolicyName"]!.GetValue<string>() == "AwsSSOInlinePolicy")?["PolicyDocument"] is { } document ? Printed(document) : "";

    private JsonNode OfOrganization(string id) => _snapshot["Organization"]!.AsObject().SelectMany(node => new[] { "policies", "resource_control_policies" }
        .SelectMany(kind => node.Value![kind]?.AsArray() ?? [])).First(policy => policy!["Id"]!.GetValue<string>() == id)!;

    private (string? Text, string? Error) OnResource(string arn, string? none = null, string? error = null) =>
        Accounts().Select(one => one["ResourcePolicies"]?[arn]).FirstOrDefault(policy => policy is not null) is { } found ? (Printed(found), null) : (none, error);

    // Documents are objects, texts, or URL-encoded texts; the white space is the service's own.
    private static string Printed(JsonNode document) =>
        (document is JsonValue text ? JsonNode.Parse(Uri.UnescapeDataString(text.GetValue<string>()))! : document).ToJsonString(s_printed);
}
