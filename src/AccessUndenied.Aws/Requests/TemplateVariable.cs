namespace AccessUndenied.Aws.Requests;

/// <summary>A variable of an ARN format.</summary>
internal sealed class TemplateVariable
{
    // AWS puts the shape of some values into the variable's name.
    private static readonly string[] s_shapes = ["withpath", "withoutleadingslash"];

    internal TemplateVariable(string name, bool startsResource, string before)
    {
        Name = name;
        StartsResource = startsResource;
        Before = before;
        Folded = FoldedName.Of(name);
        foreach (var shape in s_shapes)
        {
            if (Folded.EndsWith(shape, StringComparison.Ordinal))
            {
                Folded = Folded[..^shape.Length];
            }
        }

        Stem = FoldedName.Stem(Folded).ToString();
        IsIdentifier = EndsIn(Folded, "id") || EndsIn(Folded, "uuid") || EndsIn(Folded, "version");
        SaysNothing = Folded is "resourceid" or "id";
    }

    internal string Name { get; }

    internal bool StartsResource { get; }

    /// <summary>The fixed text before it.</summary>
    internal string Before { get; }

    internal string Folded { get; }

    internal string Stem { get; }

    /// <summary>Whether its value is made by AWS, so that no name can stand for it.</summary>
    internal bool IsIdentifier { get; }

    /// <summary>Whether its name says nothing, so that the resource type's name stands for it.</summary>
    internal bool SaysNothing { get; }

    private static bool EndsIn(string text, string ending) => text.EndsWith(ending, StringComparison.Ordinal);
}
