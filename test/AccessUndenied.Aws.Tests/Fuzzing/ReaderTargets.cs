using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.ErrorTexts;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Tables;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Policies;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Every reader of what others write.</summary>
internal static class ReaderTargets
{
    private static readonly LocalSimulator s_simulator = new();
    private static readonly GivenDocumentCache s_documents = new(maxBytes: 1 << 20);

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("events", 6, FuzzSeeds.Events, EventLaws.CheckEvents),
        new("record scans", 12, FuzzSeeds.Records, PlaceLaws.CheckScan),
        new("queue messages", 8, FuzzSeeds.QueueBodies, PlaceLaws.CheckMessage),
        new("Parquet files", 2, FuzzSeeds.ParquetFiles, EventLaws.CheckEvents),
        new("Parquet rows", 1, FuzzSeeds.Records, PlaceLaws.CheckRows),
        new("records", 6, FuzzSeeds.Records, EventLaws.CheckRecord),
        new("analysis", 1, FuzzSeeds.Records, EventLaws.CheckAnalysis),
        new("checkpoint findings", 6, FuzzSeeds.Findings, CheckFinding),
        new("checkpoint summaries", 8, FuzzSeeds.Summaries, CheckSummary),
        new("snapshots", 2, FuzzSeeds.Snapshots, SnapshotLaws.CheckSnapshots),
        new("organizations", 2, FuzzSeeds.Organizations, SnapshotLaws.CheckOrganizations),
        new("snapshot parts", 2, FuzzSeeds.Parts, SnapshotLaws.CheckParts),
        new("authorization details", 6, FuzzSeeds.Details, CheckDetails),
        new("policies", 12, FuzzSeeds.Policies, CheckPolicy),
        new("requests", 8, FuzzSeeds.Requests, CheckRequest),
        new("error texts", 6, FuzzSeeds.Texts, CheckText),
        new("messages", 12, FuzzSeeds.Messages, CheckMessage),
        new("struct texts", 12, FuzzSeeds.StructTexts, CheckStructText),
        new("change files", 8, FuzzSeeds.Changes, CheckChanges),
    ];

    private static void CheckFinding(string name, byte[] bytes)
    {
        try
        {
            _ = KeptFinding.Read(bytes);
        }
        catch (JsonException)
        {
            // As it says.
        }
    }

    private static void CheckSummary(string name, byte[] bytes)
    {
        try
        {
            var summary = KeptSummary.Read(bytes, out _);
            summary.Records.Should().Be(summary.Denied + summary.Bad + summary.Succeeded + summary.OtherErrors);
            (summary.Denied >= 0 && summary.Bad >= 0 && summary.Skipped >= 0).Should().BeTrue();
        }
        catch (JsonException)
        {
            // As it says.
        }
    }

    private static void CheckDetails(string name, byte[] bytes)
    {
        JsonDocument answer;
        try
        {
            answer = JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            return;
        }

        using (answer)
        {
            var policies = AuthorizationDetailsRecord.UrisIn(answer.RootElement).Distinct(StringComparer.Ordinal).ToDictionary(uri => uri, _ => answer.RootElement, StringComparer.Ordinal);
            var isOne = AuthorizationDetailsRecord.TryRead(answer.RootElement, policies, null, out var details, out var problem);
            (details is not null).Should().Be(isOne);
            (problem is null).Should().Be(isOne);
        }
    }

    private static void CheckPolicy(string name, byte[] bytes)
    {
        try
        {
            var document = PolicyDocument.Parse(bytes);
            document.Problems.Should().NotContain(problem => problem.Message.Length == 0 || problem.Position.Line < 1 || problem.Position.Column < 1);
        }
        catch (PolicyFormatException refusal)
        {
            refusal.Position.Line.Should().BePositive();
            refusal.Message.Should().NotBeEmpty();
        }
    }

    private static void CheckRequest(string name, byte[] bytes)
    {
        var request = new BatchRequestReader(s_documents).Read(bytes);
        if (request.Error is { } error)
        {
            error.Should().NotBeEmpty();
            return;
        }

        s_simulator.Decide(request.Request!, request.Policies).Decision.Should().Be(s_simulator.Simulate(request.Request!, request.Policies, TraceDetail.EveryStatement).Decision);
    }

    private static void CheckText(string name, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var reading = ErrorTextReader.Read(text);
        reading.Denials.Count.Should().BeLessThanOrEqualTo(ErrorTextReader.MostDenials);
        foreach (var denial in reading.Denials)
        {
            denial.Count.Should().BePositive();
            denial.Line.Should().BePositive();
            _ = denial.ToEvent();
        }
    }

    private static void CheckMessage(string name, byte[] bytes) => _ = DenialMessageReader.Read(Encoding.UTF8.GetString(bytes));

    private static void CheckStructText(string name, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var steps = 0L;
        try
        {
            StructText.Read(text, ofStruct: bytes.Length % 2 == 0, out steps);
        }
        catch (FormatException)
        {
            // As it says.
        }

        steps.Should().BeLessThanOrEqualTo(4L * text.Length);
    }

    private static void CheckChanges(string name, byte[] bytes)
    {
        try
        {
            ChangeFile.Parse(bytes, name).Should().NotBeEmpty();
        }
        catch (ChangeFormatException refusal)
        {
            refusal.Message.Should().StartWith(name);
        }
    }
}
