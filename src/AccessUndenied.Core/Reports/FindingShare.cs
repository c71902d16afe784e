using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Tells which results add the same to a finding: all that <see cref="FindingBuilder"/> takes of them but the time.</summary>
internal static class FindingShare
{
    private const char Separator = '\u001F';

    public static UInt128 Of(AnalysisResult result)
    {
        var share = new ArrayBufferWriter<byte>();
        Add(share, FindingKey.Of(result));
        Add(share, result.Request is { } request ? Of(request) : null);
        foreach (var ofKind in result.Remediations.GroupBy(remediation => remediation.Kind))
        {
            Add(share, ofKind.First());
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(share.WrittenSpan, hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    private static void Add(ArrayBufferWriter<byte> share, Remediation remediation)
    {
        using (var writer = new Utf8JsonWriter(share))
        {
            writer.WriteStartObject();
            RemediationConverter.WriteMembers(writer, remediation, withScripts: false);
            writer.WriteEndObject();
        }

        // What JSON does not tell, and joining looks at.
        foreach (var change in remediation.Changes)
        {
            Add(share, $"{change.GetType().Name}{Separator}{change.LongestPolicy}{Separator}{change.OpensMatches}{Separator}{change.HasPlaceholders}{Separator}{change.CurrentDocumentKnown}");
            Add(share, change.CauseTarget);
            Add(share, change.StatementJson);
            Add(share, change.StandsAlone);
            Add(share, change.OpensWhere);
            Add(share, (change as PolicyChange.NarrowDeny)?.ExemptedKey);
            Add(share, change.Replaces is { } replaced ? Encoding.UTF8.GetString(replaced.Json.Span) : null);
            foreach (var statement in change.AddedStatements)
            {
                Add(share, statement);
            }

            foreach (var request in change.For)
            {
                Add(share, Of(request));
            }
        }
    }

    private static string Of(AuthorizationRequest request) => $"{request.Principal.Id}{Separator}{request.Action}{Separator}{request.Resource}";

    private static void Add(ArrayBufferWriter<byte> share, string? part)
    {
        Encoding.UTF8.GetBytes(part ?? "", share);
        share.Write("\u001F"u8);
    }
}
