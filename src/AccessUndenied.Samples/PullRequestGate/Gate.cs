using System.Buffers;
using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;
using AccessUndenied.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.PullRequestGate;

/// <summary>Fails a pull request whose policies would deny a recorded call that was allowed, or allow one that was denied.</summary>
/// <remarks>
/// Arguments: the snapshot of what is in force, the folder of changed policies (see <see cref="ChangedPolicies"/>), and the recorded events: CloudTrail records of any calls, or
/// the fixture that <c>replay --record</c> makes of them. Prints annotations as GitHub Actions reads them.
/// </remarks>
public static class Gate
{
    /// <summary>Nothing changes for the recorded calls.</summary>
    public const int Passed = 0;

    /// <summary>Something does.</summary>
    public const int Failed = 1;

    /// <summary>The gate could not do its work.</summary>
    public const int Unusable = 2;

    /// <summary>Runs the gate; its result is the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken = default)
    {
        if (args is not [var snapshot, var folder, var events])
        {
            await output.WriteLineAsync("Usage: PullRequestGate SNAPSHOT FOLDER-OF-CHANGED-POLICIES RECORDED-EVENTS");
            return Unusable;
        }

        try
        {
            var result = await ReplayAsync(snapshot, ChangedPolicies.Read(folder, snapshot), events, cancellationToken);
            var report = new ArrayBufferWriter<byte>();
            ReplayReport.Write(result, ReportFormat.GitHub, report);
            await output.WriteAsync(Encoding.UTF8.GetString(report.WrittenSpan));
            return result is { ChangedCalls: 0, UndecidedCalls: 0 } ? Passed : Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SnapshotFormatException or CloudTrailFormatException
            or ChangeFormatException or InvalidDataException)
        {
            await output.WriteLineAsync(GitHubAnnotation.Error(exception.Message));
            return Unusable;
        }
    }

    private static async Task<ReplayResult> ReplayAsync(string snapshot, IReadOnlyList<ProposedChange> changes, string events, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddAccessUndenied().UseSnapshot(snapshot).Services.BuildServiceProvider();
        var records = CloudTrailReader.ReadPathAsync(events, new() { AllRecords = true }, new ReadSummary(), cancellationToken);
        var tally = new ReplayTally(hasChanges: true);
        await foreach (var call in services.GetRequiredService<IReplay>().ReplayAsync(CloudTrailCalls.OfAsync(records, cancellationToken), new() { Changes = changes }, cancellationToken))
        {
            tally.Add(call);
        }

        var result = tally.ToResult();
        result.Changes = changes;
        return result;
    }
}
