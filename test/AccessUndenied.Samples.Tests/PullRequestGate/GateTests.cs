using AccessUndenied.Samples.PullRequestGate;

namespace AccessUndenied.Samples.Tests.PullRequestGate;

public sealed class GateTests
{
    private static readonly string s_cases = Path.Combine(SampleData.Cases, "Gate");

    private static readonly string s_events = Path.Combine(s_cases, "events.json");

    [Test]
    public async Task RunAsync_PoliciesAsTheyAre_Passes()
    {
        var (exit, output) = await RunAsync("same");

        exit.Should().Be(Gate.Passed);
        output.Should().Be(Facts("No recorded call would have another outcome"));
    }

    [Test]
    public async Task RunAsync_ChangeThatDenies_FailsAtTheLineOfTheStatement()
    {
        var (exit, output) = await RunAsync("deny");

        exit.Should().Be(Gate.Failed);
        output.Should().StartWith($"::error file={FileOf("deny", "123456789012", "OrdersRuntime")},line=45,title=1 recorded call would be denied::1 × dynamodb:GetItem on "
            + "arn:aws:dynamodb:eu-west-1:123456789012:table/orders by arn:aws:iam::123456789012:role/service/app-orders: allowed → explicitDeny%0Aidentity-based policy OrdersRuntime")
            .And.EndWith(Facts("1 recorded call would have another outcome"));
    }

    [Test]
    public async Task RunAsync_ChangeThatAllowsADenial_FailsAtTheLineOfTheStatement()
    {
        var (exit, output) = await RunAsync("allow");

        exit.Should().Be(Gate.Failed);
        output.Should().StartWith($"::warning file={FileOf("allow", "123456789012", "OrdersRuntime")},line=4,title=1 recorded denial would be allowed::1 × dynamodb:DeleteItem on ");
    }

    [Test]
    public async Task RunAsync_ChangeOfTheOrganization_Fails()
    {
        var (exit, output) = await RunAsync("scp");

        exit.Should().Be(Gate.Failed);
        output.Should().StartWith($"::error file={FileOf("scp", "organization", "DenyFunctionListing")},line=4,title=1 recorded call would be denied::1 × dynamodb:GetItem on ");
    }

    [TestCase("missing", "the snapshot has no policy 'Unheard' in 123456789012")]
    [TestCase("broken", "has no Statement")]
    [TestCase("nowhere", "nowhere")]
    public async Task RunAsync_ChangesThatCannotBeTried_SayWhy(string changes, string expected)
    {
        var (exit, output) = await RunAsync(changes);

        exit.Should().Be(Gate.Unusable);
        output.Should().StartWith("::error::").And.Contain(expected);
    }

    [Test]
    public async Task RunAsync_EventsThatAreNone_SayWhy()
    {
        var events = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(events, "hello");
            var output = new StringWriter { NewLine = "\n" };

            (await Gate.RunAsync([SampleData.Snapshot, Path.Combine(s_cases, "same"), events], output)).Should().Be(Gate.Unusable);
            output.ToString().Should().StartWith("::error::");
        }
        finally
        {
            File.Delete(events);
        }
    }

    [Test]
    public async Task RunAsync_WrongArguments_ShowsUsage()
    {
        var output = new StringWriter();

        (await Gate.RunAsync(["snapshot.json"], output)).Should().Be(Gate.Unusable);
        output.ToString().Should().StartWith("Usage: ");
    }

    private static string Facts(string outcome) => outcome + """

        2 records, 2 requests
        allowed calls: 1 decided as recorded, 0 otherwise, 0 undecided
        denied calls: 1 decided as recorded, 0 otherwise, 0 undecided

        """.ReplaceLineEndings("\n");

    private static string FileOf(string changes, string place, string name) =>
        Path.Combine(s_cases, changes, place, name + ".json").Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);

    private static async Task<(int Exit, string Output)> RunAsync(string changes)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exit = await Gate.RunAsync([SampleData.Snapshot, Path.Combine(s_cases, changes), s_events], output);
        return (exit, output.ToString());
    }
}
