using System.Globalization;

namespace AccessUndenied.Samples.Tests;

public sealed class QuickstartTests
{
    [Test]
    public async Task RunAsync_SampleData_PrintsALineForEachDenial()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);

        (await Quickstart.RunAsync([], output)).Should().Be(0);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(52);
        lines[0].TrimEnd().Should().Be("8609bc72-1765-4cec-b4f2-12da8c3bc97b: Explicit deny in a service-control policy");
    }

    [Test]
    public void Code_OfTheReadme_IsThatOfTheQuickstart()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "README.md"));
        var quickstart = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SampleCode", "Quickstart.cs")).Split('\n').Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);

        // A sample takes its files from its arguments and writes where it is told to.
        var lines = readme.Split("```csharp\n")[1].Split("\n```")[0].Split('\n')
            .Select(line => line.Trim().Replace("\"snapshot.json\"", "snapshot", StringComparison.Ordinal).Replace("\"events.json\"", "events", StringComparison.Ordinal)
                .Replace("Console.WriteLine(", "await output.WriteLineAsync(", StringComparison.Ordinal))
            .Where(line => line != "using AccessUndenied;");

        lines.Where(line => line.Length > 0).Should().HaveCountGreaterThan(8).And.BeSubsetOf(quickstart);
    }
}
