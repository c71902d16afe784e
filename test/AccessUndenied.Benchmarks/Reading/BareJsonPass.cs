using System.Text.Json;

namespace AccessUndenied.Benchmarks.Reading;

/// <summary>The yardstick: <see cref="Utf8JsonReader"/> over all tokens of a file, and nothing done with them.</summary>
internal static class BareJsonPass
{
    internal static long CountTokens(string path, int bufferBytes = 256 * 1024)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var buffer = new byte[bufferBytes];
        var state = default(JsonReaderState);
        var held = 0;
        var tokens = 0L;
        while (true)
        {
            var count = file.Read(buffer, held, buffer.Length - held);
            var reader = new Utf8JsonReader(buffer.AsSpan(0, held + count), isFinalBlock: count == 0, state);
            while (reader.Read())
            {
                tokens++;
            }

            if (count == 0)
            {
                return tokens;
            }

            state = reader.CurrentState;
            var used = (int)reader.BytesConsumed;
            held = held + count - used;
            buffer.AsSpan(used, held).CopyTo(buffer);
        }
    }
}
