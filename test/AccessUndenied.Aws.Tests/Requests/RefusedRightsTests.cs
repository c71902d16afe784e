using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

/// <summary>The rights that refusals of services are over, as the tables name them.</summary>
internal sealed class RefusedRightsTests
{
    private static IEnumerable<RefusalAsk> Asks => RefusalTable.Rows.SelectMany(row => row.Asks);

    [Test]
    public void Asks_All_NameActionsOfTheCatalog()
    {
        Asks.Should().HaveCountGreaterThan(30);
        foreach (var action in Asks.SelectMany(ask => ask.Actions).Where(action => !action.Contains('{', StringComparison.Ordinal)))
        {
            // AWS has the names of two actions written with an asterisk, which the reference leaves out.
            ActionCatalog.Default.FindAction(action.TrimEnd('*')).Should().NotBeNull(because: action);
        }
    }

    [Test]
    public void Asks_All_AreOfCallerRoleOrService() => Asks.Should().OnlyContain(ask =>
        ask.Who == "caller" || ask.Who.StartsWith("role:", StringComparison.Ordinal) || ask.Who.EndsWith(".amazonaws.com", StringComparison.Ordinal));

    [Test]
    public void ServiceLinkedRoles_All_AreOfServices() =>
        ServiceLinkedRoles.All.Should().OnlyContain(row => row.Name.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal) && row.Service.EndsWith(".amazonaws.com", StringComparison.Ordinal));

    [TestCase("eks", "CreateNodegroup", "AWSServiceRoleForAmazonEKSNodegroup")]
    [TestCase("eks", "CreateCluster", "AWSServiceRoleForAmazonEKS")]
    [TestCase("apigateway", "CreateDomainName", "AWSServiceRoleForAPIGateway")]
    [TestCase("cognito-idp", "CreateUserPool", null)]
    public void Of_Call_IsTheRoleThatItMakes(string label, string operation, string? name) => (ServiceLinkedRoles.Of(label, operation)?.Name).Should().Be(name);

    [Test]
    public void Resolve_NotificationToSeveralDestinations_AsksForEach() => RightsOf("""
        { "source": "s3", "event": "PutBucketNotification", "message": "Unable to validate the following destination configurations", "record": { "errorCode": "InvalidArgument" },
          "parameters": { "bucketName": "intake", "NotificationConfiguration": {
            "QueueConfiguration": [{ "Queue": "arn:aws:sqs:us-east-1:123456789012:a" }, { "Queue": "arn:aws:sqs:us-east-1:123456789012:b" }, { "Queue": "*" }],
            "TopicConfiguration": { "Topic": "arn:aws:sns:us-east-1:123456789012:t" } } } }
        """).Should().BeEquivalentTo(
        "s3.amazonaws.com sqs:SendMessage arn:aws:sqs:us-east-1:123456789012:a",
        "s3.amazonaws.com sqs:SendMessage arn:aws:sqs:us-east-1:123456789012:b",
        "s3.amazonaws.com sns:Publish arn:aws:sns:us-east-1:123456789012:t");

    [Test]
    public void Resolve_RoleThatTheRecordDoesNotName_IsToldByItsFunction() => RightsOf("""
        { "source": "lambda", "event": "UpdateFunctionConfiguration20150331v2", "message": "The provided execution role does not have permissions to call SendMessage on SQS",
          "record": { "errorCode": "InvalidParameterValueException" },
          "parameters": { "functionName": "worker", "deadLetterConfig": { "targetArn": "arn:aws:sqs:us-east-1:123456789012:dead" } } }
        """).Should().Equal("the execution role of the function worker sqs:SendMessage arn:aws:sqs:us-east-1:123456789012:dead");

    [Test]
    public void Resolve_NameThatIsAPattern_AsksForNothing() => RightsOf("""
        { "source": "lambda", "event": "UpdateFunctionConfiguration20150331v2", "message": "The provided execution role does not have permissions to call SendMessage on SQS",
          "record": { "errorCode": "InvalidParameterValueException" },
          "parameters": { "functionName": "*", "deadLetterConfig": { "targetArn": "arn:aws:sqs:us-east-1:123456789012:dead" } } }
        """).Should().BeEmpty();

    private static IEnumerable<string> RightsOf(string json)
    {
        using var c = JsonDocument.Parse(json);
        return [.. new CloudTrailRequestResolver(ActionCatalog.Default).Resolve(SampleRecords.Of(c.RootElement)).Requests
            .Where(request => request.IsOfRefusal).Select(request => $"{request.Principal.Id} {request.Action} {request.Resource.Value}")];
    }

    [TestCase("Access Denied for bucket: logs-1. Please check", "Access Denied for bucket: *. Please", "logs-1")]
    [TestCase("assume the role 'arn:aws:iam::123456789012:role/app' that", "assume the role '*'", "arn:aws:iam::123456789012:role/app")]
    [TestCase("unable to create output bucket results.", "output bucket *", "results")]
    [TestCase("output bucket *", "output bucket *", null)]
    [TestCase("assume the role '${aws:username}*' that", "assume the role '*'", null)]
    [TestCase("nothing of the kind", "output bucket *", null)]
    public void In_Text_IsANameAndNothingMore(string text, string take, string? name) => RefusalTake.Parse("x " + take).In(text).Should().Be(name);
}
