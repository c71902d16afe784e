using System.Text.Json;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The form in which a checkpoint keeps what the reading of an object came to.</summary>
internal static class KeptSummary
{
    internal static byte[] Write(ReadSummary summary, string? passedOver)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteNumber("denied"u8, summary.Denied);
            writer.WriteNumber("bad"u8, summary.Bad);
            writer.WriteNumber("succeeded"u8, summary.Succeeded);
            writer.WriteNumber("otherErrors"u8, summary.OtherErrors);
            writer.WriteNumber("files"u8, summary.Files);
            writer.WriteNumber("digestFiles"u8, summary.DigestFiles);
            writer.WriteString("passedOver"u8, passedOver);
            writer.WriteStartArray("parts"u8);
            foreach (var part in summary.PassedOverFiles)
            {
                writer.WriteStringValue(part.Path);
                writer.WriteStringValue(part.Reason);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("cutOff"u8);
            foreach (var input in summary.CutOffInputs)
            {
                writer.WriteStringValue(input);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return text.ToArray();
    }

    /// <exception cref="JsonException">It is no such summary.</exception>
    internal static ReadSummary Read(ReadOnlyMemory<byte> kept, out string? passedOver)
    {
        using var json = JsonDocument.Parse(kept);
        var root = json.RootElement;
        passedOver = root.GetProperty("passedOver"u8).GetString();
        var summary = new ReadSummary { Files = root.GetProperty("files"u8).GetInt32(), DigestFiles = root.GetProperty("digestFiles"u8).GetInt32() };
        summary.Set(
            root.GetProperty("denied"u8).GetInt64(), root.GetProperty("bad"u8).GetInt64(), root.GetProperty("succeeded"u8).GetInt64(), root.GetProperty("otherErrors"u8).GetInt64());
        var parts = root.GetProperty("parts"u8).EnumerateArray().Select(part => part.GetString()!).ToList();
        for (var i = 0; i + 1 < parts.Count; i += 2)
        {
            summary.AddPassedOver(parts[i], parts[i + 1]);
        }

        // Checkpoints of older versions lack it.
        if (root.TryGetProperty("cutOff"u8, out var cutOff))
        {
            foreach (var input in cutOff.EnumerateArray())
            {
                summary.AddCutOff(input.GetString()!);
            }
        }

        return summary;
    }
}
