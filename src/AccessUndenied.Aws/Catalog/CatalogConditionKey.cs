namespace AccessUndenied.Aws.Catalog;

/// <summary>A condition key that AWS documents.</summary>
internal sealed class CatalogConditionKey
{
    internal CatalogConditionKey(string name, ConditionKeyType type, bool isMultivalued)
    {
        Name = name;
        Type = type;
        IsMultivalued = isMultivalued;
        (LeadLength, TailLength) = Placeholder(name);
    }

    /// <summary>The key as documented.</summary>
    /// <remarks>
    /// Shape: <c>ec2:InstanceType</c>, or with a placeholder, <c>aws:ResourceTag/${TagKey}</c>,
    /// <c>s3:ExistingObjectTag/&lt;key&gt;</c>. Case does not count.
    /// </remarks>
    public string Name { get; }

    /// <summary>The type of the value, or of each value.</summary>
    public ConditionKeyType Type { get; }

    /// <summary>Whether a request can carry several values of it (AWS's <c>ArrayOf…</c> types).</summary>
    public bool IsMultivalued { get; }

    // The fixed text before and after the placeholder; the lead is the whole name where there is none.
    internal int LeadLength { get; }

    internal int TailLength { get; }

    internal bool HasPlaceholder => LeadLength < Name.Length;

    /// <summary>Whether <paramref name="key"/> is this key, with some text in place of the placeholder.</summary>
    public bool Matches(ReadOnlySpan<char> key)
    {
        var name = Name.AsSpan();
        if (!HasPlaceholder)
        {
            return System.Text.Ascii.EqualsIgnoreCase(key, name);
        }

        return key.Length > LeadLength + TailLength
            && System.Text.Ascii.EqualsIgnoreCase(key[..LeadLength], name[..LeadLength])
            && System.Text.Ascii.EqualsIgnoreCase(key[^TailLength..], name[^TailLength..]);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static (int Lead, int Tail) Placeholder(string name)
    {
        var start = name.IndexOf("${", StringComparison.Ordinal);
        var end = name.LastIndexOf('}');
        if (start < 0)
        {
            start = name.IndexOf('<', StringComparison.Ordinal);
            end = name.LastIndexOf('>');
        }

        // Two services' tables have a word for the tag's name: secretsmanager:ResourceTag/tag-key.
        const string Word = "/tag-key";
        if (start < 0 && name.EndsWith(Word, StringComparison.Ordinal))
        {
            return (name.Length - Word.Length + 1, 0);
        }

        return start < 0 || end < start ? (name.Length, 0) : (start, name.Length - end - 1);
    }
}
