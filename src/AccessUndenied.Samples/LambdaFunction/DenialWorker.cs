using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Reports;
using AccessUndenied.Simulation;

namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>Explains the denied event in an EventBridge event and publishes the explanation, once however often the event comes.</summary>
/// <remarks>Safe for use by several threads. What fails before it is published is tried again with the same attempt's id.</remarks>
public sealed class DenialWorker
{
    // SNS takes 256 KiB.
    private const int MaxMessageBytes = 250_000;
    private const int MaxSubject = 99;

    private readonly IAccessDeniedAnalyzer _analyzer;
    private readonly IDeliveryLedger _ledger;
    private readonly Func<string, string, CancellationToken, Task> _publish;
    private readonly string? _ownSession;

    /// <summary>A worker that publishes by <paramref name="publish"/>, which takes subject and message.</summary>
    /// <param name="analyzer">Explains the events.</param>
    /// <param name="ledger">Remembers them.</param>
    /// <param name="publish">Publishes subject and message.</param>
    /// <param name="ownSession">The session name of this function's role, which is the function's name; its own denied calls must not feed it.</param>
    public DenialWorker(IAccessDeniedAnalyzer analyzer, IDeliveryLedger ledger, Func<string, string, CancellationToken, Task> publish, string? ownSession)
    {
        _analyzer = analyzer;
        _ledger = ledger;
        _publish = publish;
        _ownSession = ownSession;
    }

    /// <summary>Handles one EventBridge event.</summary>
    public async Task<Delivery> HandleAsync(ReadOnlyMemory<byte> envelope, string attemptId, CancellationToken cancellationToken)
    {
        var deniedEvent = CloudTrailEvent.Parse(envelope);
        if (_ownSession is { Length: > 0 } && deniedEvent.Identity?.Arn?.EndsWith($"/{_ownSession}", StringComparison.Ordinal) == true)
        {
            return Delivery.OwnCall;
        }

        var id = deniedEvent.Id.Length > 0 ? deniedEvent.Id : Convert.ToHexStringLower(SHA256.HashData(envelope.Span));
        if (!await _ledger.TryClaimAsync(id, attemptId, cancellationToken))
        {
            return Delivery.Duplicate;
        }

        var result = await _analyzer.AnalyzeAsync(deniedEvent, cancellationToken);
        await _publish(Subject(result), Message(result), cancellationToken);
        await _ledger.CompleteAsync(id, cancellationToken);
        return Delivery.Published;
    }

    // SNS takes printable ASCII on one line.
    private static string Subject(AnalysisResult result)
    {
        var text = $"{result.Assessment.ToText()}: {result.Request?.Action ?? result.EventId}";
        var printable = string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'));
        return printable.Length <= MaxSubject ? printable : printable[..MaxSubject];
    }

    private static string Message(AnalysisResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = ReportWriters.Create(ReportFormat.Text, buffer);
        writer.Begin();
        writer.Write(result);
        writer.End();
        return Encoding.UTF8.GetString(buffer.WrittenSpan[..Math.Min(buffer.WrittenCount, MaxMessageBytes)]);
    }
}
