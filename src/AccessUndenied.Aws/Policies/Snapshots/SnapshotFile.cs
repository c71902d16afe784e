using System.Text;
using System.Text.Json;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The bytes of one file, kept as long as the snapshot is, and the names of places in them.</summary>
internal sealed class SnapshotFile
{
    // Deeper than anything AWS writes, and far from exhausting the stack of what reads it.
    public const int MaxDepth = 64;

    public SnapshotFile(string name, ReadOnlyMemory<byte> utf8)
    {
        Name = name;
        Utf8 = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
    }

    public string Name { get; }

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The file, line, column and JSON path of the value at <paramref name="offset"/>.</summary>
    /// <remarks>Reads the file again up to there, so that reading it need not remember the path.</remarks>
    public string PlaceOf(long offset)
    {
        var path = PathOf(offset);
        var before = Utf8.Span[..(int)Math.Min(offset, Utf8.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var position = new TextPosition(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1, path);
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

    private string PathOf(long offset)
    {
        var steps = new List<PathStep>();
        var reader = new Utf8JsonReader(Utf8.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= offset)
            {
                Follow(ref reader, steps);
                if (reader.TokenStartIndex == offset)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The path as far as it can be read is what helps here.
        }

        return string.Concat(steps.Select(step => step.ToString()).Prepend("$"));
    }

    // INVARIANT: the last step names the value that was read last, or the container that the reader is in.
    private static void Follow(ref Utf8JsonReader reader, List<PathStep> steps)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            steps.RemoveRange(Math.Max(reader.CurrentDepth - 1, 0), Math.Max(steps.Count - reader.CurrentDepth + 1, 0));
            steps.Add(new(reader.GetString(), 0));
        }
        else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            steps.RemoveRange(Math.Min(reader.CurrentDepth, steps.Count), Math.Max(steps.Count - reader.CurrentDepth, 0));
        }
        else if (reader.CurrentDepth > 0 && steps.Count < reader.CurrentDepth)
        {
            steps.Add(new(null, 0));
        }
        else if (reader.CurrentDepth > 0 && steps[^1].Name is null)
        {
            steps[^1] = new(null, steps[^1].Index + 1);
        }
    }

    private readonly record struct PathStep(string? Name, int Index)
    {
        public override string ToString()
        {
            if (Name is null)
            {
                return $"[{Index}]";
            }

            return Name.Length > 0 && Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? "." + Name : $"['{Name}']";
        }
    }
}
