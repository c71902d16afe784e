using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

internal sealed class DenialMessageTests
{
    // MSG-57
    [TestCase("sns:CreateTopic", "sns:TagResource", "sns:TagResource")]
    [TestCase("sns:CreateTopic", "sns:createtopic", "sns:CreateTopic")]
    [TestCase("sns:CreateTopic", "whatever it takes", "sns:CreateTopic")]
    public void RefusedAction_ReasonNamesAnAction_IsThatOfTheReason(string asked, string lacking, string expected) =>
        DenialMessage.Parse($"User: arn:aws:iam::123456789012:user/ann is not authorized to perform: {asked} on resource: * because no identity-based policy allows the {lacking} action")
            .RefusedAction.ToString().Should().Be(expected);

    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/DenialMessage.json" })]
    public void Parse_CaseFile_GivesTheParts(JsonElement c)
    {
        var message = DenialMessage.Parse(TextOf(c));

        message.Caller.ToString().Should().Be(c.Text("caller") ?? "", because: c.Rule());
        message.Action.ToString().Should().Be(c.Text("action") ?? "", because: c.Rule());
        message.Resource.ToString().Should().Be(c.Text("resource") ?? "", because: c.Rule());
        message.HasResource.Should().Be(c.TryGetProperty("resource", out _), because: c.Rule());
        message.Layer?.ToString().Should().Be(c.Text("layer"), because: c.Rule());
        message.IsExplicitDeny.Should().Be(c.MaybeFlag("explicit"), because: c.Rule());
        message.PolicyArn.ToString().Should().Be(c.Text("policyArn") ?? "", because: c.Rule());
        message.EncodedMessage.StartsWith(c.Text("encoded") ?? "").Should().BeTrue(because: c.Rule());
        message.EncodedMessage.IsEmpty.Should().Be(c.Text("encoded") is null, because: c.Rule());
        message.IsTruncated.Should().Be(c.Flag("truncated"), because: c.Rule());
        message.IsInvalidRequest.Should().Be(c.Flag("invalidRequest"), because: c.Rule());
        if (c.Text("notAPolicyMatter") is { } reason)
        {
            RefusalTable.Find("", TextOf(c), "", "")!.Reason.Should().Contain(reason, because: c.Rule());
        }
    }

    [Test]
    public void Parse_Nothing_SaysNothing() => DenialMessage.Parse(null).ToHint().Should().BeSameAs(AccessUndenied.Requests.DenialHint.None);

    [Test]
    public void Parse_HugeText_IsReadInLinearTime() =>
        DenialMessage.Parse(string.Concat(Enumerable.Repeat("not authorized to perform ", 200_000))).Action.IsEmpty.Should().BeTrue();

    private static string TextOf(JsonElement c)
    {
        var text = c.Text("message")!;
        return c.TryGetProperty("cutAt", out var length) ? text.PadRight(length.GetInt32(), 'A')[..length.GetInt32()] : text;
    }
}
