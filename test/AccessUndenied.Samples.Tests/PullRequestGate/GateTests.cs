using AccessUndenied.Samples.PullRequestGate;

namespace AccessUndenied.Samples.Tests.PullRequestGate;

public sealed class GateTests
{
    private static readonly string s_cases = Path.Combine(SampleData.Cases, "Gate");

    private static readonly string s_requests = Path.Combine(s_cases, "requests.jsonl");

    [Test]
    public async Task RunAsync_PoliciesAsTheyAre_Passes()
    {
        var (exit, output) = await RunAsync("same");

        exit.Should().Be(Gate.Passed);
        output.Should().Be("2 recorded requests, 0 of them with another outcome.\n");
    }

    [Test]
    public async Task RunAsync_ChangeThatDenies_FailsAtTheLineOfTheStatement()
    {
        var (exit, output) = await RunAsync("deny");

        exit.Should().Be(Gate.Failed);
        output.Should().Be(
            $"::error file={FileOf("deny", "123456789012", "OrdersRuntime")},line=45::read an order was allowed and would be denied: Explicit deny in an identity-based policy.\n"
            + "2 recorded requests, 1 of them with another outcome.\n");
    }

    [Test]
    public async Task RunAsync_ChangeThatAllowsADenial_FailsAtTheLineOfTheStatement()
    {
        var (exit, output) = await RunAsync("allow");

        exit.Should().Be(Gate.Failed);
        output.Should().StartWith(
            $"::error file={FileOf("allow", "123456789012", "OrdersRuntime")},line=4::delete an order was denied (Missing allow in an identity-based policy) and would be allowed.\n");
    }

    [Test]
    public async Task RunAsync_ChangeOfTheOrganization_Fails()
    {
        var (exit, output) = await RunAsync("scp");

        exit.Should().Be(Gate.Failed);
        output.Should().StartWith($"::error file={FileOf("scp", "organization", "DenyFunctionListing")},line=4::read an order was allowed and would be denied: Explicit deny in a service-control policy.\n");
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
    public async Task RunAsync_RecordedRequestThatIsNone_Fails()
    {
        var requests = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(requests, "{\"action\": 1}\n");
            var output = new StringWriter { NewLine = "\n" };

            (await Gate.RunAsync([SampleData.Snapshot, Path.Combine(s_cases, "same"), requests], output)).Should().Be(Gate.Failed);
            output.ToString().Should().StartWith("::error::request 1: ");
        }
        finally
        {
            File.Delete(requests);
        }
    }

    [Test]
    public async Task RunAsync_WrongArguments_ShowsUsage()
    {
        var output = new StringWriter();

        (await Gate.RunAsync(["snapshot.json"], output)).Should().Be(Gate.Unusable);
        output.ToString().Should().StartWith("Usage: ");
    }

    private static string FileOf(string changes, string place, string name) =>
        Path.Combine(s_cases, changes, place, name + ".json").Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);

    private static async Task<(int Exit, string Output)> RunAsync(string changes)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exit = await Gate.RunAsync([SampleData.Snapshot, Path.Combine(s_cases, changes), s_requests], output);
        return (exit, output.ToString());
    }
}
