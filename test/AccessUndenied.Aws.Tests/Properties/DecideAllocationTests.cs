using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>A verdict on compiled policies costs no memory.</summary>
[NonParallelizable]
public sealed class DecideAllocationTests
{
    private const int Round = 500;
    private const int MostRounds = 1_000;
    private const int Decisions = 10_000;

    private static readonly string[] s_conditions =
    [
        """{"StringEquals":{"aws:PrincipalTag/team":"${aws:ResourceTag/team}"}}""",
        """{"StringLike":{"aws:PrincipalTag/team":["a*","${aws:RequestTag/team, 'none'}"]}}""",
        """{"IpAddress":{"aws:SourceIp":["192.0.2.0/24","2001:db8::/32"]},"Bool":{"aws:SecureTransport":"true"}}""",
        """{"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"},"NumericLessThan":{"s3:max-keys":"100"}}""",
        """{"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:111111111111:${aws:PrincipalTag/team}-*"}}""",
        """{"ForAllValues:StringEquals":{"aws:TagKeys":["team","env"]},"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-1/*"}}""",
        """{"Null":{"aws:TokenIssueTime":"true"},"StringNotEqualsIgnoreCaseIfExists":{"aws:SourceVpc":"vpc-1"}}""",
        """{"BinaryEquals":{"acme:blob":"QUJD"},"StringEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/app"}}""",
        """{"StringEquals":{"aws:userid":"AROAEXAMPLEROLE:s1","aws:ResourceAccount":"${aws:PrincipalAccount}"}}""",
    ];

    [TestCase("arn:aws:sts::111111111111:assumed-role/app/s1", "arn:aws:s3:::bucket-a/team/app/x", null)]
    [TestCase("arn:aws:iam::111111111111:user/team/app", "arn:aws:s3:::bucket-a/team/app/x", "222222222222")]
    [TestCase("arn:aws:iam::111111111111:role/app", "arn:aws:s3:us-east-1:222222222222:accesspoint/team/object/x", null)]
    [TestCase("arn:aws:sts::111111111111:federated-user/app", "arn:aws:s3:::bucket-a/team/app/x", null)]
    [TestCase("arn:aws:iam::111111111111:root", "*", null)]
    [TestCase("anonymous", "arn:aws:s3:::bucket-a/team/app/x", "222222222222")]
    [TestCase("sns.amazonaws.com", "arn:aws:s3:::bucket-a/team/app/x", "222222222222")]
    public void Decide_CompiledPolicies_AllocatesNothing(string principal, string resource, string? owner)
    {
        var request = Read(principal, resource, owner);
        Measure(request.Request!, request).Should().Be(0);
    }

    [Test]
    public void Decide_SessionWithUniqueId_AllocatesNothing()
    {
        var request = Read("arn:aws:sts::111111111111:assumed-role/app/s1", "arn:aws:s3:::bucket-a/team/app/x", null);
        var known = request.Request! with { Principal = request.Request.Principal with { UniqueId = "AROAEXAMPLEROLE" } };
        Measure(known, request).Should().Be(0);
    }

    private static long Measure(AuthorizationRequest asked, BatchRequest request)
    {
        var simulator = new LocalSimulator();
        var decisions = new int[4];

        // The runtime's own code allocates until the compiler has optimized it, in the background, at a time of its own: waited for as long as it takes on a busy machine.
        for (var round = 0; round < MostRounds && Allocated(simulator, asked, request, decisions, Round) > 0; round++)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(50));
        }

        return Allocated(simulator, asked, request, decisions, Decisions);
    }

    private static long Allocated(LocalSimulator simulator, AuthorizationRequest asked, BatchRequest request, int[] decisions, int times)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            decisions[(int)simulator.Decide(asked, request.Policies).Decision]++;
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static BatchRequest Read(string principal, string resource, string? owner)
    {
        var request = new BatchRequestReader(new GivenDocumentCache()).Read(Encoding.UTF8.GetBytes($$"""
            { "principal": "{{principal}}", "action": "s3:GetObject", "resource": "{{resource}}", "resourceAccount": {{(owner is null ? "null" : JsonSerializer.Serialize(owner))}},
              "context": {
                "aws:PrincipalTag/team": "app", "aws:ResourceTag/team": "ops", "aws:RequestTag/team": "ops", "aws:SourceIp": "2001:db8::7",
                "aws:SecureTransport": "true", "aws:CurrentTime": "2026-01-02T03:04:05Z", "s3:max-keys": "10", "acme:blob": "QUJE",
                "aws:SourceArn": "arn:aws:sns:eu-west-1:111111111111:app-t", "aws:TagKeys": ["team", "env"], "aws:PrincipalOrgPaths": ["o-1/r-1/", "o-1/r-1/ou-1/"] },
              "unknownContextKeys": ["aws:SourceVpc"],
              "identityPolicies": [ {{string.Join(",", Enumerable.Range(0, 10).Select(Identity))}} ],
              "permissionsBoundaries": [ {{Document("""{"Effect":"Allow","Action":"*","Resource":"*"}""")}} ],
              "sessionPolicies": [ {{Document("""{"Effect":"Allow","Action":"s3:*","Resource":"*"}""")}} ],
              "serviceControlPolicies": [ {{string.Join(",", Enumerable.Range(0, 3).Select(Node))}} ],
              "vpcEndpointPolicies": [ {{Document("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""")}} ],
              "resourcePolicy": {{Document(
                """{"Effect":"Allow","Principal":{"AWS":["111111111111","arn:aws:iam::111111111111:role/app"]},"Action":"s3:Get*","Resource":"arn:aws:s3:::bucket-a/*"}""",
                """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""")}} }
            """));
        request.Error.Should().BeNull();
        return request;
    }

    private static string Identity(int number) => Document([.. Enumerable.Range(0, 6).Select(index =>
        $$"""
        { "Effect": "{{(index == 5 ? "Deny" : "Allow")}}", "Action": ["s3:Get*", "s3:List{{number}}*", "s{{index}}:*"],
          "Resource": ["arn:aws:s3:::bucket-a/team/${aws:PrincipalTag/team}/y*", "arn:aws:s3:::bucket-{{number}}/*", "arn:aws:s3:::*x"],
          "Condition": {{(index == 5 ? """{"NumericGreaterThan":{"s3:max-keys":"1000"}}""" : s_conditions[(number + index) % s_conditions.Length])}} }
        """)]);

    private static string Node(int number) =>
        $$"""{ "target": "node-{{number}}", "policies": [ {{Document("""{"Effect":"Allow","Action":"*","Resource":"*"}""",
            """{"Effect":"Deny","NotAction":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"us-east-1"}}}""")}} ] }""";

    private static string Document(params string[] statements) => $$"""{ "Version": "2012-10-17", "Statement": [ {{string.Join(",", statements)}} ] }""";
}
