using AccessUndenied.Conditions;

namespace AccessUndenied.Aws.Simulation;

/// <summary>What one layer says: whether it denies, and whether and how it allows.</summary>
internal struct LayerOutcome
{
    /// <summary>A layer that does not apply lets pass (EVAL-04).</summary>
    public bool Applies;

    public Truth Deny;
    public Truth Direct;
    public Truth Entity;
    public Truth Delegated;

    /// <summary>Whether it allows with any grade; a layer that does not apply does.</summary>
    public readonly Truth Allow => Applies ? Direct.Or(Entity).Or(Delegated) : Truth.True;

    /// <summary>Whether it allows by <paramref name="grade"/>; a layer that does not apply grants nothing.</summary>
    public readonly Truth Grants(Grade grade) => !Applies ? Truth.False : grade switch
    {
        Grade.Direct => Direct,
        Grade.Entity => Entity,
        _ => Delegated,
    };

    /// <summary>Adds an Allow that applies as far as <paramref name="applies"/> says, to whom <paramref name="principal"/> says.</summary>
    public void Add(Truth applies, PrincipalMatch principal)
    {
        Direct = Direct.Or(applies.And(principal.Direct));
        Entity = Entity.Or(applies.And(principal.Entity));
        Delegated = Delegated.Or(applies.And(principal.Delegated));
    }

    /// <summary>Nobody could read the layer.</summary>
    public static LayerOutcome Unreadable => new()
    {
        Applies = true,
        Deny = Truth.Unknown,
        Direct = Truth.Unknown,
        Entity = Truth.Unknown,
        Delegated = Truth.Unknown,
    };

    /// <summary>The layer allows everything.</summary>
    public static LayerOutcome AllowsAll => new() { Applies = true, Direct = Truth.True };

    /// <summary>The layer applies and is silent.</summary>
    public static LayerOutcome Silent => new() { Applies = true };
}
