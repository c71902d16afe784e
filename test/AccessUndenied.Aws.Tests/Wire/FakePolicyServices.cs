using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>Services whose policies take more than one call, or of which more is asked.</summary>
internal sealed class FakePolicyServices : IFakeService
{
    private readonly FakeData _data;

    public FakePolicyServices(FakeData data) => _data = data;

    public IReadOnlyList<string> Names => ["secretsmanager", "sqs", "logs"];

    public string ProtocolOf(FakeRequest request) => "json";

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        string Arn(string resource) => $"arn:aws:{request.Service}:{request.Region}:{account}:{resource}";
        return (request.Service, operation) switch
        {
            ("secretsmanager", _) => Secret(account, request.Text("SecretId")),
            ("sqs", "GetQueueUrl") => Queue(account, request),
            ("sqs", _) when _data.Queues.TryGetValue(request.Text("QueueUrl"), out var queue) => queue.Answer(operation, request.Json),
            ("sqs", "ReceiveMessage") => new FakeReply.FaultReply(400, "QueueDoesNotExist", "The specified queue does not exist."),
            ("sqs", "GetQueueAttributes") => Attributes(account, Arn(request.Text("QueueUrl").Split('/')[^1])),
            ("logs", "DescribeResourcePolicies") => Logs(account, request),
            ("logs", "DescribeDestinations") => Destinations(account, Arn("destination:" + request.Text("DestinationNamePrefix"))),
            _ => null,
        };
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
        new FakeReply.JsonReply(new()
        {
            ["Attributes"] = _data.Policy(account, arn) is { } policy ? new JsonObject { ["QueueArn"] = arn, ["Policy"] = policy } : new JsonObject { ["QueueArn"] = arn },
        });

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
}
