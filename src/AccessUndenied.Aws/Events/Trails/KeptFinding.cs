using System.Buffers;
using System.Text.Json;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The form in which a checkpoint keeps an event: a line of JSON about its reading, and the record's own bytes behind it.</summary>
internal static class KeptFinding
{
    internal static void Write(CloudTrailEvent found, ArrayBufferWriter<byte> into)
    {
        using (var writer = new Utf8JsonWriter(into))
        {
            writer.WriteStartObject();
            writer.WriteNumber("outcome"u8, (int)found.Outcome);
            writer.WriteString("origin"u8, found.Origin);
            writer.WriteString("problem"u8, found.Problem);
            writer.WriteStartArray("notes"u8);
            foreach (var note in found.ReadingNotes)
            {
                writer.WriteStringValue(note);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        into.Write("\n"u8);
        into.Write(found.Raw.Span);
    }

    internal static byte[] BytesOf(CloudTrailEvent found)
    {
        var into = new ArrayBufferWriter<byte>();
        Write(found, into);
        return into.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">It is no such finding.</exception>
    internal static CloudTrailEvent Read(ReadOnlyMemory<byte> kept)
    {
        try
        {
            var end = kept.Span.IndexOf((byte)'\n');
            using var line = JsonDocument.Parse(kept[..Math.Max(0, end)]);
            var raw = kept[(end + 1)..];
            var found = raw.IsEmpty ? new CloudTrailEvent { Id = "" } : RecordForm.Read(raw, default);
            return found with
            {
                Outcome = (ScanOutcome)line.RootElement.GetProperty("outcome"u8).GetInt32(),
                Origin = line.RootElement.GetProperty("origin"u8).GetString(),
                Problem = line.RootElement.GetProperty("problem"u8).GetString(),
                ReadingNotes = [.. line.RootElement.GetProperty("notes"u8).EnumerateArray().Select(note => note.GetString()!)],
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
