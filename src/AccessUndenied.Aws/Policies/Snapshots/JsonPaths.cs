using System.Text.Json;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Tells the JSON path of any place of a text, so that reading need not keep track of it.</summary>
/// <remarks>
/// The text is walked through once on first use, leaving a mark every now and then; a place is then found from the mark before it.
/// A snapshot with thousands of faulty policies thus costs one walk and not thousands.
/// </remarks>
internal sealed class JsonPaths
{
    private const int BytesBetweenMarks = 1 << 16;

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly List<Mark> _marks = [];

    public JsonPaths(ReadOnlyMemory<byte> utf8)
    {
        _utf8 = utf8;
        _marks.Add(new(0, new(new JsonReaderOptions { MaxDepth = SnapshotFile.MaxDepth }), []));
        var steps = new List<PathStep>();
        Walk(_marks[0], steps, utf8.Length, (position, state) =>
        {
            if (position - _marks[^1].Position >= BytesBetweenMarks)
            {
                _marks.Add(new(position, state, [.. steps]));
            }
        });
    }

    /// <summary>The path of the value or name at <paramref name="offset"/>; of no such place, the path of what is before it.</summary>
    public string PathOf(int offset)
    {
        var mark = _marks[0];
        foreach (var candidate in _marks)
        {
            // A mark stands after a token: the one that starts right there is still to come.
            mark = candidate.Position <= offset ? candidate : mark;
        }

        var steps = mark.Steps.ToList();
        Walk(mark, steps, offset, null);
        return string.Concat(steps.Select(step => step.ToString()).Prepend("$"));
    }

    private void Walk(Mark from, List<PathStep> steps, int offset, Action<int, JsonReaderState>? onToken)
    {
        try
        {
            var reader = new Utf8JsonReader(_utf8.Span[from.Position..], isFinalBlock: true, from.State);
            while (reader.Read() && from.Position + reader.TokenStartIndex <= offset)
            {
                Follow(ref reader, steps);
                onToken?.Invoke(from.Position + (int)reader.BytesConsumed, reader.CurrentState);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The path as far as it can be read is what helps here.
        }
    }

    // INVARIANT: the last step names the value that was read last, or the container that the reader is in.
    private static void Follow(ref Utf8JsonReader reader, List<PathStep> steps)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            Trim(steps, depth - 1);
            steps.Add(new(reader.GetString(), 0));
        }
        else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            Trim(steps, depth);
        }
        else if (steps.Count < depth)
        {
            steps.Add(new(null, 0));
        }
        else if (depth > 0 && steps[^1].Name is null)
        {
            steps[^1] = new(null, steps[^1].Index + 1);
        }
    }

    private static void Trim(List<PathStep> steps, int count) => steps.RemoveRange(Math.Min(count, steps.Count), Math.Max(steps.Count - count, 0));

    private readonly record struct Mark(int Position, JsonReaderState State, PathStep[] Steps);

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
