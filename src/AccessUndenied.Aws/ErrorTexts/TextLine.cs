namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Where the words of a line stand in it, without the frame that a box or a quotation puts around them.</summary>
/// <param name="Start">Where they begin.</param>
/// <param name="Length">How long they are; 0 for a line without words.</param>
/// <param name="Indent">How many blanks stand between the frame and them, beyond the one that a frame has.</param>
/// <param name="Trail">How many blanks follow them.</param>
internal readonly record struct TextLine(int Start, int Length, int Indent, int Trail)
{
    private const string Frame = "│╷╵┃║|>";

    internal bool IsEmpty => Length == 0;

    /// <summary>How wide the line is, frame and trailing blanks included.</summary>
    internal int Width => Start + Length + Trail;

    internal static TextLine Of(ReadOnlySpan<char> line)
    {
        var start = 0;
        var indent = 0;
        while (start < line.Length && (line[start] is ' ' or '\t' || Frame.Contains(line[start], StringComparison.Ordinal)))
        {
            indent = line[start] is ' ' or '\t' ? indent + 1 : -1;
            start++;
        }

        var end = line.Length;
        while (end > start && (line[end - 1] is ' ' or '\t' or '│' or '║' or '┃'))
        {
            end--;
        }

        return new(start, end - start, Math.Max(0, indent), line.Length - end);
    }
}
