using System.IO.Compression;
using System.Text.Json;

namespace AccessUndenied.Benchmarks.Reading;

/// <summary>The yardstick: <see cref="Utf8JsonReader"/> over all tokens of a file, and nothing done with them.</summary>
internal static class BareJsonPass
{
    internal static long CountTokens(string path, int bufferBytes = 256 * 1024)
    {
        using var file = Open(path);
        return CountTokens(file, bufferBytes);
    }

    /// <summary>The same of a file that is packed.</summary>
    internal static long CountPackedTokens(string path)
    {
        using var text = new GZipStream(Open(path), CompressionMode.Decompress);
        return CountTokens(text, 256 * 1024);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    private static long CountTokens(Stream file, int bufferBytes)
    {
        var buffer = new byte[bufferBytes];
        var state = new JsonReaderState(new() { AllowMultipleValues = true });
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
