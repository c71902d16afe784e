using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>Tags in the forms in which records have them.</summary>
internal sealed partial class ResourceHistoryTests
{
    [TestCase("ssm", "AddTagsToResource", """{"resourceType":"Parameter","resourceId":"/db/pw","tags":[{"key":"team","value":"web"}]}""", "arn:aws:ssm:us-east-1:123456789012:parameter/db/pw", "web")]
    [TestCase("ssm", "AddTagsToResource", """{"resourceType":"SomethingNew","resourceId":"/db/pw","tags":[{"key":"team","value":"web"}]}""", "arn:aws:ssm:us-east-1:123456789012:parameter/db/pw", null)]
    [TestCase("elasticfilesystem", "TagResource", """{"resourceId":"fsap-1","tags":[{"key":"team","value":"web"}]}""", "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-1", "web")]
    [TestCase("elasticfilesystem", "DeleteTags", """{"fileSystemId":"fs-1","tagKeys":[]}""", "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1", null)]
    [TestCase("ec2", "DeleteTags", """{"resourcesSet":{"items":[{"resourceId":"i-0123456789abcdef0"}]},"tagSet":{}}""", "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0", null)]
    [TestCase("cloudfront", "TagResource2020_05_31", """{"resource":"arn:aws:cloudfront::123456789012:distribution/D"}""", "arn:aws:cloudfront::123456789012:distribution/D", null)]
    [TestCase("elasticache", "AddTagsToResource", """{"resourceName":"arn:aws:elasticache:us-east-1:123456789012:cluster:c","tags":[{"key":"team","value":"web"}]}""", "arn:aws:elasticache:us-east-1:123456789012:cluster:c", "web")]
    [TestCase("autoscaling", "CreateOrUpdateTags", """{"tags":[{"resourceId":"g","resourceType":"auto-scaling-group","key":"team","value":"web"}]}""", "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/g", null)]
    [TestCase("firehose", "TagDeliveryStream", """{"deliveryStreamName":"s","tags":[{"key":"team","value":"web"}]}""", "arn:aws:firehose:us-east-1:123456789012:deliverystream/s", null)]
    [TestCase("glue", "TagResource", """{"resourceArn":"arn:aws:glue:us-east-1:123456789012:job/j","tagsToAdd":{"team":"web"}}""", "arn:aws:glue:us-east-1:123456789012:job/j", "web")]
    [TestCase("secretsmanager", "TagResource", """{"secretId":"arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf","tags":[{"key":"team","value":"web"}]}""", "arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf", "web")]
    [TestCase("secretsmanager", "TagResource", """{"secretId":"arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf","tags":[{"key":"team","value":"web"}]}""", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-AbCdEf", null)]
    [TestCase("s3", "PutBucketTagging", """{"bucketName":"data","tagging":"","Tagging":{"TagSet":{"Tag":[{"Key":"team","Value":"web"}]}}}""", "arn:aws:s3:::data", "web")]
    public async Task FindAsync_TagsInEveryFormOfRecord_AreReadOrUnknown(string source, string name, string parameters, string resource, string? expected) // HIST-10
    {
        var moment = await FindAsync(Snapshot(resource, Old), resource, Call("11:00:00", source, name, parameters));

        Fact(moment, "aws:ResourceTag/team").Should().Be(expected is null ? ContextValue.Unknown : ContextValue.Of(expected));
    }

    [Test] // HIST-10
    public async Task FindAsync_TagThatFailedForAResource_IsNotSet()
    {
        var call = Call("11:00:00", "tagging", "TagResources", """{"resourceARNList":["arn:aws:sqs:us-east-1:123456789012:q"],"tags":{"team":"web"}}""");
        call["responseElements"] = new JsonObject { ["failedResourcesMap"] = new JsonObject { [Queue] = new JsonObject { ["statusCode"] = 400 } } };

        var moment = await FindAsync(Snapshot(Queue, Old), Queue, call, Call("10:00:00", "iam", "TagRole", """{"roleName":"app","tags":[{"key":"a","value":"b"}]}"""));

        Fact(moment, "aws:ResourceTag/team").Should().Be(ContextValue.Of("data"));
    }
}
