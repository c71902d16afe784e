using System.Buffers;
using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;
using AccessUndenied.Reports;

namespace AccessUndenied.Samples.ProposedPolicies;

/// <summary>Runs a proposed policy beside production: tells of each event of EventBridge or a queue whether the call in it would be denied.</summary>
public sealed class PolicyAudit
{
    private readonly IReplay _replay;
    private readonly IReadOnlyList<ProposedChange> _changes;

    /// <summary>An audit of <paramref name="changes"/> under the policies that <paramref name="replay"/> knows.</summary>
    public PolicyAudit(IReplay replay, IReadOnlyList<ProposedChange> changes)
    {
        _replay = replay;
        _changes = changes;
    }

    /// <summary>A line of JSON for a call that would end otherwise, or may; null for any other.</summary>
    /// <param name="json">The event, in the envelope that it came in.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<string?> AuditAsync(string json, CancellationToken cancellationToken = default)
    {
        var call = CloudTrailCalls.Of(CloudTrailEvent.Parse(json));
        var options = new ReplayOptions { Changes = _changes, AnswersAtOnce = true };
        var line = new ArrayBufferWriter<byte>();
        await foreach (var replayed in _replay.ReplayAsync(Only(call), options, cancellationToken))
        {
            ReplayReport.WriteLine(replayed, hasChanges: true, line);
        }

        return line.WrittenCount > 0 ? Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\n') : null;
    }

    private static async IAsyncEnumerable<RecordedCall> Only(RecordedCall call)
    {
        await Task.CompletedTask;
        yield return call;
    }
}
