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

    [TestCase("", false)]
    [TestCase("9zz", true)]
    public void QueryOf_SentenceInTheNameThatTheParametersGive_IsAPartOfTheName(string id, bool isRead)
    {
        // AID-04: a caller may end a name as AWS ends its text.
        const string Link = "https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/";
        var key = "k. " + AuthorizationLocator.Sentence(Link + "4mz", "4mz");
        var behind = isRead ? ". " + AuthorizationLocator.Sentence(Link + id, id) : "";
        var record = SampleRecords.Of(JsonSerializer.SerializeToElement(new
        {
            source = "s3",
            @event = "GetObject",
            parameters = new { bucketName = "c", key },
            message = $"User: arn:aws:sts::123456789012:assumed-role/app/ann is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::c/{key}{behind}",
        }));

        CloudTrailRequestResolver.QueryOf(record)?.Id.Should().Be(isRead ? id : null);
        (CloudTrailRequestResolver.QueryOf(record) is not null).Should().Be(isRead);
        if (!isRead)
        {
            CloudTrailRequestResolver.AuthorizationOf(record)!.Why.Should().Contain("part of a name");
        }
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
