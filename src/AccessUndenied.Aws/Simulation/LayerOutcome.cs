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

    public void Add(Truth applies, Grade grade)
    {
        switch (grade)
        {
            case Grade.Direct:
                Direct = Direct.Or(applies);
                break;
            case Grade.Entity:
                Entity = Entity.Or(applies);
                break;
            case Grade.Delegated:
                Delegated = Delegated.Or(applies);
                break;
        }
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
