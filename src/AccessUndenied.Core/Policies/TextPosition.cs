namespace AccessUndenied.Policies;

/// <summary>A place in a document's text.</summary>
public readonly struct TextPosition
{
    /// <summary>A place.</summary>
    public TextPosition(int line, int column, string path)
    {
        Line = line;
        Column = column;
        Path = path;
    }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The column in characters, counted from 1.</summary>
    public int Column { get; }

    /// <summary>The JSON path, such as <c>$.Statement[1].Condition</c>.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override string ToString() => $"line {Line}, column {Column}, {Path}";
}
