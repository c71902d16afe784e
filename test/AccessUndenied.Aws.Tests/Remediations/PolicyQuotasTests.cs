using AccessUndenied.Aws.Remediations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>What services accept of the policies of their resources (LIM-08).</summary>
public sealed class PolicyQuotasTests
{
    private const string Queue = "arn:aws:sqs:eu-west-1:111111111111:q";

    [TestCase("sqs:eu-west-1:111111111111:q", 8_192)]
    [TestCase("sns:eu-west-1:111111111111:t", 30_720)]
    [TestCase("kms:eu-west-1:111111111111:key/1", 32_768)]
    [TestCase("events:eu-west-1:111111111111:event-bus/b", 10_240)]
    [TestCase("glue:eu-west-1:111111111111:catalog", 10_240)]
    [TestCase("ecr:eu-west-1:111111111111:repository/r", 10_240)]
    [TestCase("elasticfilesystem:eu-west-1:111111111111:file-system/fs-1", 20_000)]
    [TestCase("s3:::b", 20_480)]
    public void LongestPolicy_OfAResource_IsThatOfItsService(string resource, int characters) =>
        PolicyQuotas.LongestPolicy(PolicyLayer.Resource, PolicyOrigin.Inline, $"arn:aws:{resource}").Should().Be(characters);

    [TestCase(50, 1, 7, null)]
    [TestCase(51, 1, 7, "51 principals, more than the 50")]
    [TestCase(1, 11, 7, "11 conditions, more than the 10")]
    [TestCase(1, 1, 8, "8 actions in a statement, more than the 7")]
    public void Beyond_PolicyOfAQueue_CountsPrincipalsConditionsAndActions(int principals, int conditions, int actions, string? expected)
    {
        var callers = List(principals, i => $"\"arn:aws:iam::222222222222:user/u{i}\"");
        var keys = List(conditions, i => $"\"aws:RequestTag/k{i}\":\"v\"");
        var document = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[" + callers + "]},\"Action\":[" + List(actions, i => $"\"sqs:A{i}\"")
            + "],\"Resource\":\"" + Queue + "\",\"Condition\":{\"StringEquals\":{" + keys + "}}}]}";

        PolicyQuotas.Beyond(PolicyLayer.Resource, Queue, document).Should().Be(expected);
        PolicyQuotas.Beyond(PolicyLayer.Resource, "arn:aws:s3:::b", document).Should().BeNull();
    }

    private static string List(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
}
