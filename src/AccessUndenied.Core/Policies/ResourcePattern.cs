using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>One entry of a <c>Resource</c> or <c>NotResource</c> element.</summary>
/// <remarks>
/// Variables count only after the fifth colon (RES-12). A text that starts as an ARN and has fewer than six fields has a second reading,
/// with <c>*</c> for the missing ones, which identity-type policies use (TYPE-17).
/// </remarks>
internal sealed class ResourcePattern
{
    public ResourcePattern(string text, bool variables)
    {
        var last = SixFields.LastFrom(text);
        Text = text;
        AsWritten = TextPattern.Compile(text, wildcards: true, variables && last >= 0, last < 0 ? text.Length : last);
        IsIncomplete = IsIncompleteArn(text);
        Completed = IsIncomplete
            ? TextPattern.Compile(text + string.Concat(Enumerable.Repeat(":*", SixFields.Colons - text.AsSpan().Count(':'))), wildcards: true, variables: false)
            : AsWritten;
        WholeServiceSpace = ServiceSpace.TryRead(Completed.Text);
        AsWrittenCoversSpace = WholeServiceSpace is not null && (!IsIncomplete || text.EndsWith('*'));
    }

    public string Text { get; }

    public TextPattern AsWritten { get; }

    public TextPattern Completed { get; }

    public bool IsIncomplete { get; }

    /// <summary>The services whose whole ARN space the pattern covers; null when it covers less (RES-08).</summary>
    public ServiceSpace? WholeServiceSpace { get; }

    /// <summary>Whether the text covers that space also where incomplete ARNs are not completed.</summary>
    public bool AsWrittenCoversSpace { get; }

    /// <summary>Whether <paramref name="text"/> starts as an ARN and has fewer than six fields.</summary>
    public static bool IsIncompleteArn(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal) && !SixFields.AreIn(text);
}
