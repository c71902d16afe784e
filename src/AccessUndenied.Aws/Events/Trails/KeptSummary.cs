using System.Text.Json;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The form in which a checkpoint keeps what the reading of an object came to.</summary>
internal static class KeptSummary
{
    // No object holds more of anything, and the sums of many stay in their range.
    private const long MostOfOne = int.MaxValue;

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
            writer.WriteNumber("textLines"u8, summary.TextLines);
            writer.WriteStartObject("codes"u8);
            foreach (var (name, count) in summary.OtherErrorCodes)
            {
                writer.WriteNumber(name, count);
            }

            writer.WriteEndObject();
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
        try
        {
            return ReadWhole(kept, out passedOver);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    private static ReadSummary ReadWhole(ReadOnlyMemory<byte> kept, out string? passedOver)
    {
        using var json = JsonDocument.Parse(kept);
        var root = json.RootElement;
        passedOver = root.GetProperty("passedOver"u8).GetString();
        var summary = new ReadSummary { Files = (int)Count(root, "files"u8), DigestFiles = (int)Count(root, "digestFiles"u8) };
        summary.Set(
            Count(root, "denied"u8), Count(root, "bad"u8), Count(root, "succeeded"u8), Count(root, "otherErrors"u8), Codes(root));
        var parts = root.GetProperty("parts"u8).EnumerateArray().Select(part => part.GetString()!).ToList();
        for (var i = 0; i + 1 < parts.Count; i += 2)
        {
            summary.AddPassedOver(parts[i], parts[i + 1]);
        }

        // Checkpoints of older versions lack these.
        if (root.TryGetProperty("textLines"u8, out _))
        {
            summary.AddTextLines(Count(root, "textLines"u8));
        }

        if (root.TryGetProperty("cutOff"u8, out var cutOff))
        {
            foreach (var input in cutOff.EnumerateArray())
            {
                summary.AddCutOff(input.GetString()!);
            }
        }

        return summary;
    }

    // Checkpoints of older versions lack it: what failed there has no name.
    private static Dictionary<string, long> Codes(JsonElement summary)
    {
        var codes = new Dictionary<string, long>(StringComparer.Ordinal);
        if (summary.TryGetProperty("codes"u8, out var kept))
        {
            foreach (var code in kept.EnumerateObject())
            {
                codes[FailureTally.Kept(code.Name)] = Count(code.Value);
            }
        }
        else if (Count(summary, "otherErrors"u8) is > 0 and var count)
        {
            codes[FailureTally.Other] = count;
        }

        return codes;
    }

    private static long Count(JsonElement summary, ReadOnlySpan<byte> name) => Count(summary.GetProperty(name));

    private static long Count(JsonElement count) =>
        count.GetInt64() is >= 0 and <= MostOfOne and var number ? number : throw new FormatException("a count out of its range");
}
