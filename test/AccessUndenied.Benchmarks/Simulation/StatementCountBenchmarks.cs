using System.Text;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using BenchmarkDotNet.Attributes;

namespace AccessUndenied.Benchmarks.Simulation;

/// <summary>The cost of a verdict against the number of statements of one policy; the index keeps it nearly flat.</summary>
[MemoryDiagnoser]
public class StatementCountBenchmarks
{
    private readonly LocalSimulator _simulator = new();
    private AuthorizationRequest _request = null!;
    private PolicySet _policies = PolicySet.Empty;

    /// <summary>How many statements the policy has.</summary>
    [Params(10, 100, 1_000, 10_000)]
    public int Statements { get; set; }

    /// <summary>Makes a policy in which a hundred services take turns, and a request for one of its statements.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var text = new StringBuilder("""{"Version":"2012-10-17","Statement":[""");
        for (var i = 0; i < Statements; i++)
        {
            text.Append(i == 0 ? "" : ",")
                .Append($$"""{"Effect":"Allow","Action":["service{{i % 100}}:GetThing{{i}}","service{{i % 100}}:List*"],"Resource":"arn:aws:service{{i % 100}}:us-east-1:111111111111:thing/{{i}}/*"}""");
        }

        AwsPrincipal.TryParse("arn:aws:iam::111111111111:role/app", out var principal);
        var wanted = Statements / 2;
        _policies = new() { Identity = [new() { Name = "large", Document = PolicyDocument.Parse(text.Append("]}").ToString()) }] };
        _request = new()
        {
            Principal = principal!,
            Action = $"service{wanted % 100}:GetThing{wanted}",
            Resource = new($"arn:aws:service{wanted % 100}:us-east-1:111111111111:thing/{wanted}/x", "111111111111"),
        };
        for (var i = 0; i < 100; i++)
        {
            if (Decide() != Decision.Allowed)
            {
                throw new InvalidOperationException("The request must find its statement.");
            }
        }
    }

    /// <summary>One verdict.</summary>
    [Benchmark]
    public Decision Decide() => _simulator.Decide(_request, _policies).Decision;
}
