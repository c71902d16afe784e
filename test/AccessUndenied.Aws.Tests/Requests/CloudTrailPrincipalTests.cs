using System.Text.Json;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

internal sealed class CloudTrailPrincipalTests
{
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/CloudTrailPrincipal.json" })]
    public void From_CaseFile_GivesThePrincipal(JsonElement c)
    {
        using var record = JsonDocument.Parse($$"""{ "record": { "userIdentity": {{c.GetProperty("identity").GetRawText()}} } }""");
        var identity = SampleRecords.Of(record.RootElement).Identity;

        var principal = CloudTrailPrincipal.From(identity, "us-east-1", out var problem);

        if (c.Text("problem") is { } words)
        {
            principal.Should().BeNull(because: c.Rule());
            problem.Should().Contain(words);
        }
        else
        {
            problem.Should().BeNull();
            (principal!.Id + " | " + AwsPrincipalTests.Describe(principal)).Should().Be(c.Text("expected"), because: c.Rule());
        }

        // UID-30: what AWS's records may differ in is no contradiction, in any of the other cases.
        var contradiction = CallerContradictions.Of(identity);
        if (c.TryGetProperty("contradicts", out var pairs))
        {
            contradiction!.Text.Should().ContainAll(pairs.EnumerateArray().Select(pair => pair.GetString()!));
        }
        else
        {
            contradiction.Should().BeNull();
        }
    }

    [Test]
    public void From_NoIdentity_SaysSo()
    {
        CloudTrailPrincipal.From(null, null, out var problem).Should().BeNull();
        problem.Should().Contain("userIdentity");
    }
}
