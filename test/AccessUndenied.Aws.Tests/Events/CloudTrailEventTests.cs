using System.Text;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Events;

public sealed class CloudTrailEventTests
{
    [Test]
    public void Parse_FullRecord_HasEveryMember()
    {
        var found = CloudTrailEvent.Parse(FullRecord());

        var expected = new
        {
            Id = "e-1",
            Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Service = "athena.amazonaws.com",
            Operation = "StartQueryExecution",
            ErrorCode = "AccessDeniedException",
            ErrorMessage = "User: x is not authorized to perform: athena:StartQueryExecution",
            Origin = (string?)null,
            Problem = (string?)null,
            AwsRegion = "us-east-1",
            EventType = "AwsApiCall",
            EventCategory = "Management",
            SourceIpAddress = "192.0.2.1",
            UserAgent = "[aws-cli]",
            RecipientAccountId = "111111111111",
            SharedEventId = "s-1",
            VpcEndpointId = "vpce-1",
            VpcEndpointAccountId = "AWS Internal",
            TlsVersion = "TLSv1.3",
        };
        found.Should().BeEquivalentTo(expected, options => options.IncludingInternalProperties());
        found.RequestParameters!.Value.GetProperty("workGroup").GetString().Should().Be("primary");
        found.ResponseElements!.Value.TryGetProperty("message", out _).Should().BeTrue();
        found.AdditionalEventData!.Value.GetProperty("SignatureVersion").GetString().Should().Be("SigV4");
        found.EventContext!.Value.GetProperty("requestContext").GetProperty("aws:SourceVpc").GetString().Should().Be("vpc-1");
        found.Resources.Should().Equal(
            new CloudTrailResource { Arn = "arn:aws:athena:us-east-1:111111111111:workgroup/primary", AccountId = "111111111111", Type = "AWS::Athena::WorkGroup" },
            new CloudTrailResource { Arn = "arn:aws:s3:::example-bucket" },
            new CloudTrailResource { ArnPrefix = "arn:aws:s3:::example-bucket/", Type = "AWS::S3::Object" });
    }

    [Test]
    public void Parse_FullIdentity_HasEveryMember() =>
        CloudTrailEvent.Parse(FullRecord()).Identity.Should().Be(new CloudTrailIdentity
        {
            Type = "AssumedRole",
            PrincipalId = "AROAEXAMPLE:session",
            Arn = "arn:aws:sts::111111111111:assumed-role/app/session",
            AccountId = "011111111111",
            AccessKeyId = "ASIAEXAMPLE",
            UserName = "app",
            InvokedBy = "athena.amazonaws.com",
            IdentityProvider = "idp.example.com",
            SessionIssuer = new SessionIssuer
            {
                Type = "Role", PrincipalId = "AROAEXAMPLE", Arn = "arn:aws:iam::111111111111:role/team/app", AccountId = "111111111111", UserName = "app",
            },
            CreationDate = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            MfaAuthenticated = true,
            WebIdFederation = new WebIdentityFederation
            {
                FederatedProvider = "accounts.example.com",
                Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["accounts.example.com:sub"] = "user", ["accounts.example.com:aud"] = "client",
                },
            },
            SourceIdentity = "alice",
            Ec2RoleDelivery = "2.0",
            SignInSessionArn = "arn:aws:signin:us-east-1:111111111111:session/x",
            AssumedRoot = true,
            OnBehalfOfUserId = "user-1",
            InScopeOf = new ComputeScope
            {
                SourceArn = "arn:aws:lambda:us-east-1:111111111111:function:f", SourceAccount = "111111111111", IssuerType = "AWS::Lambda::Function",
                CredentialsIssuedTo = "arn:aws:lambda:us-east-1:111111111111:function:f:1",
            },
            InvokedByDelegateAccountId = "222222222222",
        });

    [Test]
    public void Parse_EmptyObjectsAndNulls_AreAbsent_UID_21()
    {
        var record = Trail.Denied("e1").Replace(
            "\"type\":\"IAMUser\"",
            "\"type\":\"IAMUser\",\"accessKeyId\":\"\",\"sessionContext\":{\"sessionIssuer\":{},\"webIdFederationData\":{},\"attributes\":{\"mfaAuthenticated\":null}},\"inScopeOf\":{}",
            StringComparison.Ordinal);
        var identity = CloudTrailEvent.Parse(record).Identity!;
        identity.Should().Be(new CloudTrailIdentity { Type = "IAMUser", Arn = "arn:aws:iam::111111111111:user/a", AccountId = "111111111111" });
    }

    [Test]
    public void Parse_MessageInTheResponse_IsTheErrorMessage_MSG_53()
    {
        var record = Trail.Denied("e1").Replace("\"errorMessage\":\"Access Denied\"", "\"responseElements\":{\"Message\":\"from the response\"}", StringComparison.Ordinal);
        CloudTrailEvent.Parse(record).ErrorMessage.Should().Be("from the response");
    }

    [TestCase("2026-01-02T03:04:05Z")]
    [TestCase("2026-01-02T03:04:05.000Z")]
    [TestCase("20260102T030405Z")]
    [TestCase("2026-01-02T05:04:05+02:00")]
    [TestCase("2026-01-02 03:04:05.000")]
    public void Parse_Time_IsUtc(string text) =>
        CloudTrailEvent.Parse(Trail.Denied("e1").Replace("2026-01-01T00:00:00Z", text, StringComparison.Ordinal)).Time
            .Should().Be(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Test]
    public void Parse_EventBridgeEvent_GivesTheRecordInIt() =>
        CloudTrailEvent.Parse($$"""{"detail-type":"AWS API Call via CloudTrail","detail":{{Trail.Denied("e1")}}}""").Id.Should().Be("e1");

    [Test]
    public void Parse_RecordOfASuccess_IsReadAllTheSame()
    {
        var found = CloudTrailEvent.Parse(Trail.Succeeded("e1"));
        (found.Id, found.ErrorCode, found.Problem).Should().Be(("e1", "", null));
    }

    [TestCase("", "it cannot be read as JSON")]
    [TestCase("{\"a\":1}", "this is no CloudTrail record")]
    [TestCase("{\"eventID\":\"e1\"", "it cannot be read as JSON")]
    public void Parse_NoRecord_HasProblem(string json, string problem) => CloudTrailEvent.Parse(json).Problem.Should().StartWith(problem);

    [Test]
    public void Equals_SameRecord_ComparesByContent()
    {
        var one = CloudTrailEvent.Parse(FullRecord());
        var other = CloudTrailEvent.Parse(Encoding.UTF8.GetBytes(FullRecord()));
        other.Should().Be(one);
        other.GetHashCode().Should().Be(one.GetHashCode());
        (other with { UserAgent = "x" }).Should().NotBe(one);
        (other with { Resources = [] }).Should().NotBe(one);
    }

    [Test]
    public void Raw_RecordInAnEnvelope_IsTheRecordAlone() =>
        Encoding.UTF8.GetString(Trail.Read(Trail.Records(Trail.Denied("e1"))).Result.Events[0].Raw.Span).Should().Be(Trail.Denied("e1"));

    private static string FullRecord() =>
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Cases", "Events", "FullRecord.json"));
}
