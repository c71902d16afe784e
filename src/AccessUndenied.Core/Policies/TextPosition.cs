namespace AccessUndenied.Policies;

/// <summary>A place in a document's text.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in characters, counted from 1.</param>
/// <param name="Path">The JSON path, such as <c>$.Statement[1].Condition</c>.</param>
public readonly record struct TextPosition(int Line, int Column, string Path)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}, column {Column}, {Path}";
}
