namespace AccessUndenied.Aws.Tests.Reports;

/// <summary>Real denials out of public reports, each with the answer that its thread settled.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ReportCaseTests
{
    private static readonly HashSet<string> s_open = new(
        File.ReadAllLines(Path.Combine(Path.GetDirectoryName(typeof(CaseFiles).Assembly.Location)!, "Cases", "Reports", "open.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')[0]),
        StringComparer.Ordinal);

    [TestCaseSource(nameof(Right))]
    public async Task Analyze_PublicReport_GivesTheAnswerThatWasSettled(string name) =>
        (await ReportCase.Read(name).FindFaultsAsync()).Should().BeEmpty();

    [TestCaseSource(nameof(Open))]
    public async Task Analyze_ReportThatIsListedAsOpen_IsNotYetRight(string name) =>
        (await ReportCase.Read(name).FindFaultsAsync()).Should().NotBeEmpty(because: "what is right is taken off the list of open reports");

    [TestCaseSource(typeof(ReportCase), nameof(ReportCase.Names))]
    public void Case_OfAPublicReport_NamesItsSourceAndItsCause(string name)
    {
        var json = ReportCase.Read(name).Json;
        json.GetProperty("name").GetString().Should().Be(name);
        json.GetProperty("source").EnumerateArray().Should().NotBeEmpty().And.OnlyContain(item => item.GetString()!.StartsWith("https://"));
        json.GetProperty("kind").GetString().Should().NotBeNullOrEmpty();
        json.GetProperty("cause").GetString()!.Length.Should().BeGreaterThan(20);
        json.GetProperty("expect").EnumerateObject().Count().Should().BeGreaterThan(1);
    }

    private static IEnumerable<string> Right() => ReportCase.Names.Where(name => !s_open.Contains(name));

    private static IEnumerable<string> Open() => ReportCase.Names.Where(s_open.Contains);
}
