using System.Text;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using BenchmarkDotNet.Attributes;

namespace AccessUndenied.Benchmarks.Simulation;

/// <summary>The verdict alone: ten identity policies with sixty statements in all, three levels of SCPs, and a resource policy.</summary>
[MemoryDiagnoser]
public class VerdictBenchmarks
{
    private readonly LocalSimulator _simulator = new();
    private readonly AuthorizationRequest[] _requests = [.. Actions().Select(Request)];
    private readonly PolicySet _policies = new()
    {
        Identity = [.. Enumerable.Range(0, 10).Select(policy => Policy($"identity-{policy}", 6, policy))],
        ServiceControl = [.. Enumerable.Range(0, 3).Select(level => new PolicyNode($"level-{level}", null, [Full(), Policy("guard", 5, level, "Deny")]))],
        ResourcePolicy = new()
        {
            Name = "bucket",
            Document = PolicyDocument.Parse(
                """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::bucket/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},
                  {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/other"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*"}]}
                """),
        },
    };

    private int _next;

    /// <summary>One verdict; the requests take turns.</summary>
    [Benchmark]
    public Decision Decide() => _simulator.Decide(_requests[_next = (_next + 1) % _requests.Length], _policies).Decision;

    private static string[] Actions() => ["s3:GetObject", "s3:PutObject", "ec2:RunInstances", "iam:PassRole", "lambda:InvokeFunction", "dynamodb:GetItem", "sqs:SendMessage", "kms:Decrypt"];

    private static AuthorizationRequest Request(string action)
    {
        AwsPrincipal.TryParse("arn:aws:sts::111111111111:assumed-role/app/session", out var principal);
        var service = action[..action.IndexOf(':', StringComparison.Ordinal)];
        return new()
        {
            Principal = principal!,
            Action = action,
            Resource = new(service == "s3" ? "arn:aws:s3:::bucket/key" : $"arn:aws:{service}:us-east-1:111111111111:thing/name", "111111111111"),
            Context = RequestContext.Of(
            [
                new("aws:SourceIp", ContextValue.Of("192.0.2.1")),
                new("aws:RequestedRegion", ContextValue.Of("us-east-1")),
                new("aws:SecureTransport", ContextValue.Of("true")),
                new("aws:PrincipalTag/team", ContextValue.Of("a")),
            ]),
        };
    }

    private static AttachedPolicy Full() => new()
    {
        Name = "FullAWSAccess",
        Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""),
    };

    private static AttachedPolicy Policy(string name, int statements, int seed, string effect = "Allow")
    {
        string[] services = ["s3", "ec2", "lambda", "dynamodb", "sqs", "sns", "kms", "iam", "logs", "ecs"];
        string[] verbs = ["Get", "Put", "List", "Describe", "Create", "Delete"];
        var text = new StringBuilder("""{"Version":"2012-10-17","Statement":[""");
        for (var i = 0; i < statements; i++)
        {
            var service = services[(seed + i) % services.Length];
            var condition = (i % 3) switch
            {
                0 => "",
                1 => ""","Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"},"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}""",
                _ => ""","Condition":{"StringLike":{"aws:PrincipalTag/team":"a*"}}""",
            };
            text.Append(i == 0 ? "" : ",")
                .Append($$"""{"Effect":"{{effect}}","Action":["{{service}}:{{verbs[i % verbs.Length]}}*","{{service}}:{{verbs[(i + 1) % verbs.Length]}}Thing"],"Resource":"arn:aws:{{service}}:*:*:*" """)
                .Append(condition)
                .Append('}');
        }

        return new() { Name = name, Document = PolicyDocument.Parse(text.Append("]}").ToString()) };
    }
}
