using System.Text.Json;

namespace AccessUndenied.Replays;

/// <summary>What became of a replayed call, without its id and time.</summary>
internal sealed record KeptCall(
    string Service, CallOutcome Outcome, string? SkipReason, int Requests, CallAgreement Agreement, KeptDifference? Mismatch, KeptDifference? Change,
    bool IsAtEvent = false, KeptComparison? Comparison = null)
{
    public static byte[] Write(ReplayedCall call) => JsonSerializer.SerializeToUtf8Bytes(
        new KeptCall(call.Service, call.Outcome, call.SkipReason, call.Requests, call.Agreement, KeptDifference.Of(call.Mismatch), KeptDifference.Of(call.Change),
            call.IsAtEvent, KeptComparison.Of(call.Comparison)),
        KeptCallJson.Default.KeptCall);

    public static ReplayedCall Read(ReadOnlySpan<byte> content)
    {
        try
        {
            return (JsonSerializer.Deserialize(content, KeptCallJson.Default.KeptCall) ?? throw new FormatException(OutcomeMessages.NotACall)).ToCall();
        }
        catch (JsonException exception)
        {
            throw new FormatException(OutcomeMessages.NotACall, exception);
        }
    }

    private ReplayedCall ToCall() => new()
    {
        EventId = "", Service = Service, Outcome = Outcome, SkipReason = SkipReason, Requests = Requests, IsAtEvent = IsAtEvent, Agreement = Agreement,
        Comparison = Comparison?.ToComparison(), Mismatch = Mismatch?.ToDifference(), Change = Change?.ToDifference(),
    };
}
