using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The services of which only one operation is read: the one that tells a resource's policy.</summary>
internal sealed class FakePolicyServices : IFakeService
{
    private readonly FakeData _data;

    public FakePolicyServices(FakeData data) => _data = data;

    public IReadOnlyList<string> Names =>
    [
        "secretsmanager", "ecr", "sqs", "dynamodb", "events", "logs", "glue", "mediastore", "kinesis", "sns", "lambda", "elasticfilesystem", "es", "glacier", "backup",
        "codeartifact", "apigateway",
    ];

    public string ProtocolOf(FakeRequest request) => request.Service switch
    {
        "sns" => "query",
        "lambda" or "elasticfilesystem" or "es" or "glacier" or "backup" or "codeartifact" or "apigateway" => "rest-json",
        _ => "json",
    };

    public string? OperationOf(FakeRequest request) => request.Named ?? (request.Service, Parts(request)) switch
    {
        ("lambda", ["2015-03-31", "functions", _, "policy"]) => "GetPolicy",
        ("lambda", ["2018-10-31", "layers", _, "versions", _, "policy"]) => "GetLayerVersionPolicy",
        ("elasticfilesystem", ["2015-02-01", "file-systems", _, "policy"]) => "DescribeFileSystemPolicy",
        ("es", ["2021-01-01", "opensearch", "domain", _]) => "DescribeDomain",
        ("glacier", [_, "vaults", _, "access-policy"]) => "GetVaultAccessPolicy",
        ("backup", ["backup-vaults", _, "access-policy"]) => "GetBackupVaultAccessPolicy",
        ("codeartifact", ["v1", "domain", "permissions", "policy"]) => "GetDomainPermissionsPolicy",
        ("codeartifact", ["v1", "repository", "permissions", "policy"]) => "GetRepositoryPermissionsPolicy",
        ("apigateway", ["restapis", _]) => "GetRestApi",
        _ => null,
    };

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        var parts = Parts(request);
        var query = request.Query;
        string Arn(string resource) => $"arn:aws:{request.Service}:{request.Region}:{account}:{resource}";
        return (request.Service, operation) switch
        {
            ("secretsmanager", _) => Secret(account, request.Text("SecretId")),
            ("ecr", _) => Json(account, Arn("repository/" + request.Text("repositoryName")), "policyText", "RepositoryPolicyNotFoundException"),
            ("dynamodb", _) => Json(account, request.Text("ResourceArn"), "Policy", "PolicyNotFoundException"),
            ("kinesis", _) => Json(account, request.Text("ResourceARN"), "Policy", null),
            ("events", _) => Json(account, request.Text("Name"), "Policy", null),
            ("glue", _) => Json(account, Arn("catalog"), "PolicyInJson", "EntityNotFoundException"),
            ("mediastore", _) => Json(account, Arn("container/" + request.Text("ContainerName")), "Policy", "PolicyNotFoundException"),
            ("sqs", "GetQueueUrl") => Queue(account, request),
            ("sqs", "GetQueueAttributes") => Attributes(account, Arn(request.Text("QueueUrl").Split('/')[^1])),
            ("sns", "GetTopicAttributes") => Topic(account, request.Form["TopicArn"]),
            ("logs", "DescribeResourcePolicies") => Logs(account, request),
            ("logs", "DescribeDestinations") => Destinations(account, Arn("destination:" + request.Text("DestinationNamePrefix"))),
            ("lambda", "GetPolicy") => Json(
                account, Arn($"function:{parts[2]}{(query.TryGetValue("Qualifier", out var qualifier) ? ":" + qualifier : "")}"), "Policy", "ResourceNotFoundException"),
            ("lambda", "GetLayerVersionPolicy") => Json(account, Arn($"layer:{parts[2]}:{parts[4]}"), "Policy", "ResourceNotFoundException"),
            ("elasticfilesystem", _) => Json(account, Arn("file-system/" + parts[2]), "Policy", "PolicyNotFound"),
            ("es", _) => new FakeReply.JsonReply(new() { ["DomainStatus"] = new JsonObject { ["AccessPolicies"] = _data.Policy(account, Arn("domain/" + parts[3])) ?? "" } }),
            ("glacier", _) => Json(account, Arn("vaults/" + parts[2]), "Policy", "ResourceNotFoundException"),
            ("backup", _) => Json(account, Arn("backup-vault:" + parts[1]), "Policy", "ResourceNotFoundException"),
            ("codeartifact", "GetDomainPermissionsPolicy") => Document(account, Arn("domain/" + query["domain"])),
            ("codeartifact", _) => Document(account, Arn($"repository/{query["domain"]}/{query["repository"]}")),
            ("apigateway", _) => Api(account, parts[1], $"arn:aws:execute-api:{request.Region}:{account}:{parts[1]}"),
            _ => null,
        };
    }

    private static string[] Parts(FakeRequest request) => request.Path.Trim('/').Split('/');

    private FakeReply Json(string account, string arn, string member, string? error)
    {
        var policy = _data.Policy(account, arn);
        return policy is null && error is not null
            ? new FakeReply.FaultReply(error == "ResourceNotFoundException" ? 404 : 400, error, "The resource you requested does not exist.")
            : new FakeReply.JsonReply(policy is null ? [] : new() { [member] = policy });
    }

    // By whole ARN or by name; an ARN with a pattern in place of its last characters is no secret's.
    private FakeReply Secret(string account, string id)
    {
        var isArn = id.StartsWith("arn:", StringComparison.Ordinal);
        var arn = isArn ? id : _data.Map(account, "ResourcePolicies")?.Select(pair => pair.Key).FirstOrDefault(key => key.Contains(":secretsmanager:", StringComparison.Ordinal) && key[..^7].EndsWith($":secret:{id}", StringComparison.Ordinal));
        if (arn is null || arn.Contains('?', StringComparison.Ordinal))
        {
            return new FakeReply.FaultReply(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }

        var body = new JsonObject { ["ARN"] = arn };
        if (_data.Policy(account, arn) is { } policy)
        {
            body["ResourcePolicy"] = policy;
        }

        return new FakeReply.JsonReply(body);
    }

    private static FakeReply Queue(string account, FakeRequest request) =>
        new FakeReply.JsonReply(new() { ["QueueUrl"] = $"https://sqs.{request.Region}.amazonaws.com/{account}/{request.Text("QueueName")}" });

    private FakeReply Attributes(string account, string arn) =>
        new FakeReply.JsonReply(_data.Policy(account, arn) is { } policy ? new() { ["Attributes"] = new JsonObject { ["Policy"] = policy } } : []);

    private FakeReply Topic(string account, string arn) => new FakeReply.QueryReply(new XElement(
        "Attributes",
        new XElement("entry", new XElement("key", "TopicArn"), new XElement("value", arn)),
        _data.Policy(account, arn) is { } policy ? new XElement("entry", new XElement("key", "Policy"), new XElement("value", policy)) : null));

    private FakeReply Logs(string account, FakeRequest request)
    {
        var policy = request.Json["resourceArn"] is { } arn ? _data.Policy(account, (string)arn!) : null;
        return new FakeReply.JsonReply(new()
        {
            ["resourcePolicies"] = policy is null ? [] : new JsonArray(new JsonObject { ["policyName"] = "example", ["policyDocument"] = policy }),
        });
    }

    private FakeReply Destinations(string account, string arn) => new FakeReply.JsonReply(new()
    {
        ["destinations"] = _data.Policy(account, arn) is { } policy ? new JsonArray(new JsonObject { ["arn"] = arn, ["accessPolicy"] = policy }) : [],
    });

    private FakeReply Document(string account, string arn) => _data.Policy(account, arn) is { } policy
        ? new FakeReply.JsonReply(new() { ["policy"] = new JsonObject { ["resourceArn"] = arn, ["document"] = policy } })
        : new FakeReply.FaultReply(404, "ResourceNotFoundException", "no policy");

    // The service escapes quotes once more than JSON asks for.
    private FakeReply Api(string account, string id, string arn)
    {
        var body = new JsonObject { ["id"] = id };
        if (_data.Policy(account, arn) is { } policy)
        {
            body["policy"] = policy.Replace("\"", "\\\"", StringComparison.Ordinal);
        }

        return new FakeReply.JsonReply(body);
    }
}
