using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>One entry of a <c>Resource</c> or <c>NotResource</c> element.</summary>
/// <remarks>
/// Variables count only after the fifth colon (RES-12). A text that starts as an ARN and has fewer than six fields has a second reading,
/// with <c>*</c> for the missing ones, which identity-type policies use (TYPE-17).
/// </remarks>
internal sealed class ResourcePattern
{
    private const int ArnColons = 5;

    public ResourcePattern(string text, bool variables)
    {
        var colons = FifthColon(text, out var variablesFrom);
        Text = text;
        AsWritten = TextPattern.Compile(text, wildcards: true, variables && colons == ArnColons, variablesFrom);
        IsIncomplete = colons < ArnColons && text.StartsWith("arn:", StringComparison.Ordinal);
        Completed = IsIncomplete
            ? TextPattern.Compile(text + string.Concat(Enumerable.Repeat(":*", ArnColons - colons)), wildcards: true, variables: false)
            : AsWritten;
        WholeServiceSpace = IsWholeServiceSpace(Completed.Text);
    }

    public string Text { get; }

    public TextPattern AsWritten { get; }

    public TextPattern Completed { get; }

    public bool IsIncomplete { get; }

    /// <summary>The service whose whole ARN space the pattern covers, as a pattern; null when it covers less (RES-08).</summary>
    public string? WholeServiceSpace { get; }

    // Colons inside ${…} belong to the variable's name.
    private static int FifthColon(string text, out int end)
    {
        var colons = 0;
        var inVariable = false;
        end = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{')
            {
                inVariable = true;
            }
            else if (text[i] == '}')
            {
                inVariable = false;
            }
            else if (text[i] == ':' && !inVariable && ++colons == ArnColons)
            {
                end = i + 1;
                break;
            }
        }

        return colons;
    }

    private static string? IsWholeServiceSpace(string text)
    {
        var fields = text.Split(':', ArnColons + 1);
        return fields.Length == ArnColons + 1 && fields[3] is "" or "*" && fields[4] is "" or "*" && fields[5] == "*" ? fields[2] : null;
    }
}
