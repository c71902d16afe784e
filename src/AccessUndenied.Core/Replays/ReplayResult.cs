namespace AccessUndenied.Replays;

/// <summary>What a replay came to.</summary>
public sealed class ReplayResult
{
    internal ReplayResult()
    {
    }

    /// <summary>The records that were read.</summary>
    public long Records { get; internal init; }

    /// <summary>The requests that they were made.</summary>
    public long Requests { get; internal init; }

    /// <summary>How many calls were decided under the policies as they were when each was made; the others under those of now.</summary>
    public long CallsAtEvent { get; internal init; }

    /// <summary>The records that were not replayed, by reason.</summary>
    public IReadOnlyDictionary<string, long> Skipped { get; internal init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>How often the simulator agrees on the calls that succeeded.</summary>
    public AgreementCounts Allowed { get; internal init; }

    /// <summary>How often the simulator agrees on the calls that were denied.</summary>
    public AgreementCounts Denied { get; internal init; }

    /// <summary>Whether changes were proposed; else the simulator is compared with what was recorded.</summary>
    public bool HasChanges { get; internal init; }

    /// <summary>The changes that were proposed, where reports are to tell their places; empty otherwise.</summary>
    public IReadOnlyList<ProposedChange> Changes { get; set; } = [];

    /// <summary>How many calls have another outcome under the proposed changes.</summary>
    public long ChangedCalls { get; internal init; }

    /// <summary>How many calls hang on what nobody knows.</summary>
    public long UndecidedCalls { get; internal init; }

    /// <summary>The calls with another outcome, by entity, action and resource; most calls first.</summary>
    public IReadOnlyList<ReplayGroup> Changed { get; internal init; } = [];

    /// <summary>The calls of which it is not known what the proposed changes make of them; without changes, those that the simulator leaves open.</summary>
    public IReadOnlyList<ReplayGroup> Undecided { get; internal init; } = [];

    /// <summary>The calls that the simulator decides otherwise than they were decided.</summary>
    public IReadOnlyList<ReplayGroup> Disagreements { get; internal init; } = [];

    /// <summary>The calls that are denied as recorded, and by another layer or for another reason than the record tells.</summary>
    public IReadOnlyList<ReplayGroup> OtherLayers { get; internal init; } = [];

    /// <summary>How calls were decided, as recorded and here, by service, layer and reason; most calls first.</summary>
    public IReadOnlyList<CalibrationGroup> Calibration { get; internal init; } = [];

    /// <summary>The agreement by service, most calls first.</summary>
    public IReadOnlyList<AgreementPart> Services { get; internal init; } = [];

    /// <summary>The policy that was asked for; null where none was.</summary>
    public SuggestedPolicy? Suggestion { get; set; }

    /// <summary>The exemptions of proposed control policies by which recorded calls go on to work.</summary>
    public IReadOnlyList<SuggestedExemption> Exemptions { get; set; } = [];

    /// <summary>How many calls are counted under a wider name of their resource, since there were too many single ones.</summary>
    public long Folded { get; internal init; }
}
