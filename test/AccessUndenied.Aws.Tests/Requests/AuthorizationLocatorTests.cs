using System.Text.Json;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

internal sealed class AuthorizationLocatorTests
{
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/AuthorizationLocator.json" })]
    public void Parse_CaseFile_CutsTheSentenceAndReadsTheId(JsonElement c)
    {
        var text = TextOf(c);
        var message = DenialMessage.Parse(text);

        message.Authorization?.Id.Should().Be(c.Text("id"), because: c.Rule());
        message.Authorization?.Region.Should().Be(c.Text("region"), because: c.Rule());
        (message.Authorization is not null).Should().Be(c.Text("id") is not null || c.Text("why") is not null, because: c.Rule());
        if (c.Text("why") is { } why)
        {
            message.Authorization!.Why.Should().Contain(why, because: c.Rule());
        }

        (message.Authorization is { Id: not null, Why: not null }).Should().BeFalse();
        DenialMessage.DenialIn(text).Should().EndWith(c.Text("denialEndsWith"), because: c.Rule());
        message.Layer?.ToString().Should().Be(c.Text("layer"), because: c.Rule());
        message.IsExplicitDeny.Should().Be(c.MaybeFlag("explicit"), because: c.Rule());
        message.PolicyArn.ToString().Should().Be(c.Text("policyArn") ?? "", because: c.Rule());
        message.Action.ToString().Should().Be(c.Text("action") ?? "", because: c.Rule());
        if (c.Text("resource") is { } resource)
        {
            message.Resource.ToString().Should().Be(resource, because: c.Rule());
        }

        message.IsReasonCut.Should().BeFalse(because: "what is cut off then is the sentence behind the reason");
    }

    [Test]
    public void Parse_HostileText_IsReadInLinearTime() =>
        DenialMessage.Parse(string.Concat(Enumerable.Repeat(" Go to https://x#/authorization-details/authorization id:", 20_000))).Authorization?.Id.Should().BeNull();

    // Names fill a text that CloudTrail cut at exactly so many bytes.
    private static string TextOf(JsonElement c)
    {
        var text = c.Text("message")!;
        if (!c.TryGetProperty("cutAt", out var length))
        {
            return text;
        }

        var missing = length.GetInt32() - text.Replace("PADDING", "", StringComparison.Ordinal).Length;
        var first = text.IndexOf("PADDING", StringComparison.Ordinal);
        var whole = text[..first] + new string('x', missing - 1) + text[(first + "PADDING".Length)..];
        return whole.Replace("PADDING", "y", StringComparison.Ordinal);
    }
}
