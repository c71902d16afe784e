using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Replays;

/// <summary>Tells of CloudTrail records whether there is a call in them that policies decide, and how it ended.</summary>
/// <remarks>
/// Sign-ins, events of services themselves, actions of the console that are no API calls and insights have no request in them, and what was refused
/// for its credentials was never decided (CT-14, NOP-02, NOP-03).
/// Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-non-api-events.html">
/// CloudTrail User Guide, "Non-API events captured by CloudTrail"</see>, and
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html">"Logging network activity events"</see>.
/// </remarks>
public static class CloudTrailCalls
{
    /// <summary>The call that <paramref name="record"/> tells of.</summary>
    public static RecordedCall Of(CloudTrailEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var outcome = record.Outcome switch
        {
            ScanOutcome.Succeeded => CallOutcome.Succeeded,
            ScanOutcome.OtherError => CallOutcome.Failed,
            _ => CallOutcome.Denied,
        };
        return new(record, outcome) { SkipReason = record.Problem is null ? ReasonToSkip(record, outcome) : null };
    }

    /// <summary>The calls that <paramref name="records"/> tell of, in their order.</summary>
    /// <param name="records">The records, as <see cref="CloudTrailReader"/> gives them with <see cref="CloudTrailReaderOptions.AllRecords"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<RecordedCall> OfAsync(
        IAsyncEnumerable<CloudTrailEvent> records, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Of(record);
        }
    }

    private static string? ReasonToSkip(CloudTrailEvent record, CallOutcome outcome)
    {
        // A refused change to another role is a sign-in by its type, and the role's trust policy decided it (ERR-21).
        if (outcome == CallOutcome.Denied)
        {
            return null;
        }

        return record.EventType switch
        {
            "AwsServiceEvent" => ReplayMessages.ServiceEvent,
            "AwsConsoleSignIn" => ReplayMessages.SignIn,
            "AwsConsoleAction" => ReplayMessages.ConsoleAction,
            "AwsCloudTrailInsight" => ReplayMessages.Insight,
            _ when record.EventCategory == "Insight" => ReplayMessages.Insight,
            // A call that passes an endpoint has its own record beside this one, which has no parameters.
            _ when record.IsNetworkActivity => ReplayMessages.NetworkActivity,
            _ when record.Service.StartsWith("signin.", StringComparison.Ordinal) => ReplayMessages.SignIn,
            _ when outcome == CallOutcome.Failed && DenialDetection.IsUnauthenticated(record.ErrorCode) => ReplayMessages.Unauthenticated,
            _ => null,
        };
    }
}
