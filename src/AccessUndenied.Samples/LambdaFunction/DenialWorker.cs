using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>Explains the denied event in an EventBridge event and publishes the explanation: at least once, and as a rule once.</summary>
/// <remarks>
/// Safe for use by several threads. An event that comes again after it was published is left alone. Where an attempt ended without word,
/// nobody knows whether it had published: the next one publishes, and says so in the message.
/// </remarks>
public sealed class DenialWorker
{
    // SNS takes 256 KiB.
    private const int MaxMessageBytes = 250_000;
    private const int MaxSubject = 99;
    private const string RepeatMark = "This explanation may have been published before: an earlier attempt at it ended without word.\n\n";

    private readonly IAccessDeniedAnalyzer _analyzer;
    private readonly IDeliveryLedger _ledger;
    private readonly Func<string, string, CancellationToken, Task> _publish;
    private readonly string _ownRoleId;

    /// <summary>A worker that publishes by <paramref name="publish"/>, which takes subject and message.</summary>
    /// <param name="analyzer">Explains the events.</param>
    /// <param name="ledger">Remembers them.</param>
    /// <param name="publish">Publishes subject and message.</param>
    /// <param name="ownRoleId">
    /// The unique id of this function's role, <c>AROA…</c>; its own denied calls must not feed it. A name would not do: whoever names
    /// a session or a user like the function would hide their denials.
    /// </param>
    public DenialWorker(IAccessDeniedAnalyzer analyzer, IDeliveryLedger ledger, Func<string, string, CancellationToken, Task> publish, string ownRoleId)
    {
        _analyzer = analyzer;
        _ledger = ledger;
        _publish = publish;
        _ownRoleId = ownRoleId;
    }

    /// <summary>Handles one EventBridge event.</summary>
    public async Task<Delivery> HandleAsync(ReadOnlyMemory<byte> envelope, string attemptId, CancellationToken cancellationToken)
    {
        var deniedEvent = CloudTrailEvent.Parse(envelope);
        if (IsOwn(deniedEvent.Identity))
        {
            return Delivery.OwnCall;
        }

        var id = IdOf(deniedEvent, envelope);
        var claim = await _ledger.ClaimAsync(id, attemptId, cancellationToken);
        if (claim is EventClaim.Done)
        {
            return Delivery.Duplicate;
        }

        if (claim is EventClaim.Held)
        {
            throw new EventHeldException(deniedEvent.Id);
        }

        var result = await _analyzer.AnalyzeAsync(deniedEvent, cancellationToken);
        await _publish(Subject(result), Message(result, claim), cancellationToken);
        await _ledger.CompleteAsync(id, cancellationToken);
        return claim is EventClaim.Again ? Delivery.PublishedAgain : Delivery.Published;
    }

    // Only AWS writes a session's principalId, and its part before the colon is the role's own.
    private bool IsOwn(CloudTrailIdentity? caller) =>
        _ownRoleId.Length > 0
        && caller is { Type: "AssumedRole", PrincipalId: { } id }
        && id.StartsWith(_ownRoleId, StringComparison.Ordinal)
        && id.AsSpan(_ownRoleId.Length).StartsWith(":", StringComparison.Ordinal);

    // Two records that share an id but differ are two events.
    private static string IdOf(CloudTrailEvent deniedEvent, ReadOnlyMemory<byte> envelope) => deniedEvent.Id.Length > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{deniedEvent.Id} {deniedEvent.Time:O} {deniedEvent.RecipientAccountId} {deniedEvent.AwsRegion} {deniedEvent.Identity?.PrincipalId}")
        : Convert.ToHexStringLower(SHA256.HashData(envelope.Span));

    // SNS takes printable ASCII on one line.
    private static string Subject(AnalysisResult result)
    {
        var text = $"{result.Assessment.ToText()}: {result.Request?.Action ?? result.EventId}";
        var printable = string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'));
        return printable.Length <= MaxSubject ? printable : printable[..MaxSubject];
    }

    private static string Message(AnalysisResult result, EventClaim claim)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = ReportWriters.Create(ReportFormat.Text, buffer);
        writer.Begin();
        writer.Write(result);
        writer.End();
        var mark = claim is EventClaim.Again ? RepeatMark : "";
        return mark + Encoding.UTF8.GetString(buffer.WrittenSpan[..Math.Min(buffer.WrittenCount, MaxMessageBytes)]);
    }
}
