using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>A piece of a <see cref="TextPattern"/>: literal text, or a policy variable with what stands for it when it is absent.</summary>
internal readonly record struct PatternSegment(string? Literal, string? Variable, string? Default)
{
    /// <summary>Finds the variable's value: false when it has none, unknown when that is not known.</summary>
    public Truth Lookup(IContextLookup lookup, out string value)
    {
        value = "";
        if (lookup.IsMultivalued(Variable!))
        {
            return Truth.False;
        }

        ContextValue found = lookup.Lookup(Variable!);
        if (found.IsUnknown)
        {
            return Truth.Unknown;
        }

        if (found.Count == 1)
        {
            value = found[0];
            return Truth.True;
        }

        // Several values: the key is multivalued whatever the catalog says, and its default is no value of it either.
        if (found.Count == 0 && Default is not null)
        {
            value = Default;
            return Truth.True;
        }

        return Truth.False;
    }
}
