namespace AccessUndenied.Explanations;

/// <summary>Knows the mistakes that people make in a provider's policies, and recognizes them.</summary>
/// <remarks>Called from several threads at once, and only where an allow is missing or a deny applies. Answers without I/O.</remarks>
public interface INearMissHints
{
    /// <summary>The well-known mistake that this looks like and how to mend it, in one or two sentences; null when it looks like none.</summary>
    string? HintFor(HintQuery query);
}
