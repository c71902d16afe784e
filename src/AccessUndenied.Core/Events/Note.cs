namespace AccessUndenied.Events;

/// <summary>A sentence for a reader, with the name of its kind by which programs know it.</summary>
/// <param name="Id">The kind of note, such as <c>dynamodb-index</c>; it stays the same from release to release, while the words may become better.</param>
/// <param name="Text">The sentence, with the names and values of this very case.</param>
public sealed record Note(string Id, string Text)
{
    /// <summary>The kind of a note of which nothing but the text is known, such as one of a report from before kinds were told.</summary>
    public const string OfNoKind = "other";

    /// <summary>The actions that it speaks of, so that they need not be told again; empty where it speaks of none.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Whether both are of one kind and say the same.</summary>
    public bool Equals(Note? other) => other is not null && Id == other.Id && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Text);

    /// <summary>The sentence.</summary>
    public override string ToString() => Text;
}
