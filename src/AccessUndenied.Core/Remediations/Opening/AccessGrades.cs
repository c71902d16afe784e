using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Whether a statement names the caller itself (or everybody), the entity behind its session, or its account.</summary>
/// <param name="Direct">The caller itself: neither its boundary nor its session policies bound what is granted.</param>
/// <param name="Entity">The entity behind its session: they do.</param>
/// <param name="Delegated">Its account, whose own policies must allow too.</param>
public readonly record struct AccessGrades(Truth Direct, Truth Entity, Truth Delegated)
{
    internal Truth Any => Direct.Or(Entity).Or(Delegated);
}
