namespace AccessUndenied.Replays;

/// <summary>How often the simulator decides as it was decided.</summary>
/// <param name="Agree">Calls on which it agrees.</param>
/// <param name="Disagree">Calls on which it does not.</param>
/// <param name="Undecided">Calls that hang on what nobody knows.</param>
public readonly record struct AgreementCounts(long Agree, long Disagree, long Undecided)
{
    internal AgreementCounts With(CallAgreement agreement) => agreement switch
    {
        CallAgreement.Agrees => this with { Agree = Agree + 1 },
        CallAgreement.Disagrees => this with { Disagree = Disagree + 1 },
        CallAgreement.Undecided => this with { Undecided = Undecided + 1 },
        _ => this,
    };
}
