namespace AccessUndenied.Replays;

/// <summary>How often the simulator decides as it was decided.</summary>
public readonly struct AgreementCounts
{
    internal AgreementCounts(long agree, long disagree, long undecided)
    {
        Agree = agree;
        Disagree = disagree;
        Undecided = undecided;
    }

    /// <summary>Calls on which it agrees.</summary>
    public long Agree { get; }

    /// <summary>Calls on which it does not.</summary>
    public long Disagree { get; }

    /// <summary>Calls that hang on what nobody knows.</summary>
    public long Undecided { get; }

    internal AgreementCounts With(CallAgreement agreement) => agreement switch
    {
        CallAgreement.Agrees => new(Agree + 1, Disagree, Undecided),
        CallAgreement.Disagrees => new(Agree, Disagree + 1, Undecided),
        CallAgreement.Undecided => new(Agree, Disagree, Undecided + 1),
        _ => this,
    };
}
