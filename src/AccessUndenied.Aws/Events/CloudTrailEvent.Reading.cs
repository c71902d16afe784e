using System.Text;

namespace AccessUndenied.Aws.Events;

public sealed partial record CloudTrailEvent
{
    /// <summary>Reads one record, given as such, inside one envelope such as the event that EventBridge delivers, or in a list of one (<c>{"Records": […]}</c>).</summary>
    /// <remarks>
    /// Errors: what is no usable record, and a list of none or several, gives an event with <c>Problem</c>; <see cref="CloudTrailReader"/> reads lists.
    /// Whether the request was denied is not asked.
    /// </remarks>
    /// <param name="json">The record as JSON.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    public static CloudTrailEvent Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="utf8Json">The record as UTF-8 JSON; what is kept of it is copied.</param>
    public static CloudTrailEvent Parse(ReadOnlyMemory<byte> utf8Json)
    {
        var json = utf8Json.Span.StartsWith("\uFEFF"u8) ? utf8Json[3..] : utf8Json;
        json = SingleRecord.In(json, out var several);
        if (several is not null)
        {
            return new CloudTrailEvent { Id = "", Raw = utf8Json, Problem = several };
        }

        var outcome = new RecordScanner(keepsAll: true).Scan(json.Span, out var record, out var problem);
        return outcome switch
        {
            ScanOutcome.Foreign or ScanOutcome.Digest or ScanOutcome.Unreadable when record.Length == 0 =>
                new CloudTrailEvent { Id = "", Raw = utf8Json, Problem = problem },
            _ => RecordForm.Read(record, default) with { Outcome = outcome },
        };
    }
}
