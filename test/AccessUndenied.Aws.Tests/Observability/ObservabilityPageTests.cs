using System.Diagnostics.Metrics;
using System.Reflection;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Observability;
using AccessUndenied.Observability;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Aws.Tests.Observability;

/// <summary>docs/observability.md and the code say the same.</summary>
public sealed class ObservabilityPageTests
{
    private static readonly string[] s_page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Docs", "observability.md"));

    [Test]
    public void Spans_OfThePage_AreThoseOfTheCode() =>
        FirstCells("## Spans").Should().BeEquivalentTo(Constants(typeof(Spans)).Concat(Constants(typeof(AwsInstruments))));

    [Test]
    public void Tags_OfThePage_AreThoseOfTheCode() =>
        FirstCells("## Tags").Should().BeEquivalentTo(Tags());

    [Test]
    public void Tags_OfSpansAndInstruments_AreAllExplained()
    {
        var used = Rows("## Spans").Concat(Rows("## Instruments")).SelectMany(row => row[^1].Split(", ")).Select(Bare).Distinct(StringComparer.Ordinal);
        used.Should().BeSubsetOf(Tags());
    }

    [Test]
    public void Instruments_OfThePage_AreThoseOfTheCode()
    {
        var found = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == AccessUndeniedTelemetry.SourceName)
                {
                    found.Add($"{instrument.Name} {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()}, `{instrument.Unit}`");
                }
            },
        };
        _ = Instruments.StartTime();
        AwsInstruments.CountLookup("page", isHit: true);
        listener.Start();

        Rows("## Instruments").Select(row => $"{Bare(row[0])} {row[1]}").Should().BeEquivalentTo(found);
    }

    [Test]
    public void LogEvents_OfThePage_AreThoseOfTheCode()
    {
        var found = new[] { typeof(IAccessDeniedAnalyzer).Assembly, typeof(AwsConnection).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (method.Name, Log: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(method => method.Log is not null)
            .Select(method => $"{method.Log!.EventId} {method.Log.EventName ?? method.Name} {method.Log.Level} {method.Log.Message}");

        Rows("## Log events").Select(row => $"{row[0]} {Bare(row[1])} {row[2]} {row[3]}").Should().BeEquivalentTo(found);
    }

    [Test]
    public void LogEvents_OfThePage_HaveIdsOfTheirOwn() =>
        FirstCells("## Log events").Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();

    private static IEnumerable<string> Tags() => Constants(typeof(TelemetryTags)).Union(Constants(typeof(AwsTelemetryTags)), StringComparer.Ordinal);

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> FirstCells(string heading) => Rows(heading).Select(row => Bare(row[0]));

    private static List<string[]> Rows(string heading)
    {
        var rows = s_page.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        rows.Should().NotBeEmpty();
        return rows;
    }

    private static string Bare(string cell) => cell.Trim('`');
}
