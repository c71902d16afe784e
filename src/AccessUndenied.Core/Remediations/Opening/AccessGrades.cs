using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Whether a statement names the caller itself (or everybody), the entity behind its session, or its account.</summary>
public readonly struct AccessGrades(Truth direct, Truth entity, Truth delegated)
{
    /// <summary>The caller itself: neither its boundary nor its session policies bound what is granted.</summary>
    public Truth Direct { get; } = direct;

    /// <summary>The entity behind its session: they do.</summary>
    public Truth Entity { get; } = entity;

    /// <summary>Its account, whose own policies must allow too.</summary>
    public Truth Delegated { get; } = delegated;

    internal Truth Any => Direct.Or(Entity).Or(Delegated);
}
