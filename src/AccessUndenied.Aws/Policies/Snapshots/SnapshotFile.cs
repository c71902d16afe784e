using System.Text;
using System.Text.Json;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The bytes of one file, kept as long as the snapshot is, and the names of places in them.</summary>
internal sealed class SnapshotFile
{
    // Deeper than anything AWS writes, and far from exhausting the stack of what reads it.
    public const int MaxDepth = 64;

    private readonly Lazy<JsonPaths> _paths;

    public SnapshotFile(string name, ReadOnlyMemory<byte> utf8)
    {
        Name = name;
        Utf8 = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        _paths = new(() => new JsonPaths(Utf8));
    }

    public string Name { get; }

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The file, line, column and JSON path of the value at <paramref name="offset"/>.</summary>
    public string PlaceOf(long offset)
    {
        var end = (int)Math.Min(offset, Utf8.Length);
        var lineStart = Utf8.Span[..end].LastIndexOf((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(Utf8.Span[lineStart..end]) + 1;
        var position = new TextPosition(Utf8.Span[..lineStart].Count((byte)'\n') + 1, column, _paths.Value.PathOf(end));
        return $"{Name}, {position}";
    }

    /// <summary>The same of the place where <paramref name="exception"/> stopped the reading.</summary>
    public string PlaceOf(JsonException exception)
    {
        var line = exception.LineNumber ?? 0;
        var offset = 0;
        for (var i = 0L; i < line; i++)
        {
            offset += Utf8.Span[offset..].IndexOf((byte)'\n') + 1;
        }

        return PlaceOf(offset + (exception.BytePositionInLine ?? 0));
    }
}
