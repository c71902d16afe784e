using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Simulation;

/// <summary>What the policies say of a request, layer by layer.</summary>
public sealed record SimulationResult
{
    /// <summary>The decision; meaningless where <see cref="Error"/> is set.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The decision in one of the fixed texts; null where it is indeterminate.</summary>
    public required Assessment? Assessment { get; init; }

    /// <summary>The layers that apply, in the order of evaluation.</summary>
    public IReadOnlyList<LayerResult> Layers { get; init; } = [];

    /// <summary>The layer that decided; null when the request is allowed or nothing can be said.</summary>
    public PolicyLayer? DecisiveLayer { get; init; }

    /// <summary>Whether the request is refused whatever the values are that nobody knows, though which statement refuses hangs on them (ANL-02).</summary>
    public bool IsRefusedEitherWay { get; init; }

    /// <summary>Whether caller and resource belong to different accounts.</summary>
    public bool IsCrossAccount { get; init; }

    /// <summary>Condition keys that the policies ask for and the request does not have, or has with a value that nobody knows.</summary>
    public IReadOnlyList<string> MissingContextKeys { get; init; } = [];

    /// <summary>The keys among them on which the decision hangs.</summary>
    public IReadOnlyList<string> UnknownContextKeys { get; init; } = [];

    /// <summary>What its reader should know, a sentence each.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Why nothing can be said: a policy that breaks the grammar and could decide; null when something can.</summary>
    public string? Error { get; init; }

    /// <summary>The result for <paramref name="layer"/>; null where it does not apply.</summary>
    public LayerResult? Find(PolicyLayer layer) => Layers.FirstOrDefault(result => result.Layer == layer);
}
