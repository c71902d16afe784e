using System.Collections.Immutable;
using AccessUndenied.Events;

namespace AccessUndenied.Requests;

/// <summary>How a request was derived from its record.</summary>
/// <param name="ActionCertainty">How sure the action is.</param>
/// <param name="ActionFrom">Where the action was found, in words, such as <c>the error message</c>.</param>
/// <param name="ResourceCertainty">How sure the resource is.</param>
/// <param name="ResourceFrom">Where the resource was found, in words.</param>
/// <param name="Notes">What its reader should know, a sentence each.</param>
public sealed record RequestProvenance(
    Certainty ActionCertainty,
    string ActionFrom,
    Certainty ResourceCertainty,
    string ResourceFrom,
    IReadOnlyList<Note> Notes)
{
    /// <summary>The one of <see cref="Notes"/> that no longer holds once the resource is known in full; null when there is none.</summary>
    public Note? ResourceNote { get; init; }

    /// <summary>Where the values of condition keys were found that are not from the record of the request itself, in words, by key.</summary>
    public IReadOnlyDictionary<string, string> ContextFrom { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Those of <see cref="Notes"/> for which nothing that is said of the request can be relied upon: no remedy is then verified.</summary>
    public IReadOnlyList<Note> Doubts { get; init; } = [];

    /// <summary>The request was given as it is.</summary>
    public static RequestProvenance Given { get; } = new(Certainty.Certain, "the request", Certainty.Certain, "the request", []);
}
