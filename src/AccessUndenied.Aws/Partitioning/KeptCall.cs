using System.Text.Json;
using System.Text.Json.Serialization;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>What became of a replayed call, without its id and time.</summary>
internal sealed record KeptCall(
    string Service, CallOutcome Outcome, string? SkipReason, int Requests, CallAgreement Agreement, KeptDifference? Mismatch, KeptDifference? Change)
{
    public static byte[] Write(ReplayedCall call) => JsonSerializer.SerializeToUtf8Bytes(
        new KeptCall(call.Service, call.Outcome, call.SkipReason, call.Requests, call.Agreement, KeptDifference.Of(call.Mismatch), KeptDifference.Of(call.Change)),
        KeptCallJson.Default.KeptCall);

    public static ReplayedCall Read(ReadOnlySpan<byte> content)
    {
        var kept = JsonSerializer.Deserialize(content, KeptCallJson.Default.KeptCall)!;
        return new()
        {
            EventId = "", Service = kept.Service, Outcome = kept.Outcome, SkipReason = kept.SkipReason, Requests = kept.Requests, Agreement = kept.Agreement,
            Mismatch = kept.Mismatch?.ToDifference(), Change = kept.Change?.ToDifference(),
        };
    }
}
