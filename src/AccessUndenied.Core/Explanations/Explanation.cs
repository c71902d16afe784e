using AccessUndenied.Events;
using AccessUndenied.Results;

namespace AccessUndenied.Explanations;

/// <summary>Why one request was refused.</summary>
internal sealed record Explanation
{
    /// <summary>The conclusion.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>What refuses where that is no policy, and then the answer that counts; null where policies refuse.</summary>
    public ServiceRefusal? Refusal { get; init; }

    /// <summary>Every layer that blocks the request, the decisive one first.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];

    /// <summary>Allows that almost applied, the nearest first.</summary>
    public IReadOnlyList<NearMiss> NearMisses { get; init; } = [];

    /// <summary>What this rests on.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>Why nothing could be concluded; null when something could.</summary>
    public string? Error { get; init; }
}
