using AccessUndenied.Conditions;

namespace AccessUndenied.Aws.Simulation;

/// <summary>Whether a principal element speaks of the caller, grade by grade: one entry may name the account, another the caller perhaps.</summary>
internal readonly record struct PrincipalMatch(Truth Direct, Truth Entity, Truth Delegated)
{
    public static PrincipalMatch No => default;

    /// <summary>Whether it speaks of the caller at all.</summary>
    public Truth Matches => Direct.Or(Entity).Or(Delegated);

    public static PrincipalMatch By(Grade grade, Truth matches = Truth.True) => grade switch
    {
        Grade.Direct => new(matches, Truth.False, Truth.False),
        Grade.Entity => new(Truth.False, matches, Truth.False),
        _ => new(Truth.False, Truth.False, matches),
    };

    public PrincipalMatch Or(PrincipalMatch other) => new(Direct.Or(other.Direct), Entity.Or(other.Entity), Delegated.Or(other.Delegated));
}
