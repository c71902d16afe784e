namespace AccessUndenied.Requests;

/// <summary>Who made a request.</summary>
public sealed record Principal
{
    /// <summary>The caller that did not sign.</summary>
    public static Principal Anonymous { get; } = new() { Kind = PrincipalKind.Anonymous, Id = "anonymous" };

    /// <summary>What kind of caller this is.</summary>
    public required PrincipalKind Kind { get; init; }

    /// <summary>The caller's own identifier: an ARN, the name of a service, <c>anonymous</c>, or what else the provider knows.</summary>
    public required string Id { get; init; }

    /// <summary>The account that the caller belongs to, its home account; null for a service and for nobody.</summary>
    public string? AccountId { get; init; }

    /// <summary>The identifier of the entity that carries the policies: the role of a session, the user behind a federated session, else the caller's own.</summary>
    /// <remarks>Null where no entity is known.</remarks>
    public string? EntityId { get; init; }

    /// <summary>Whether <see cref="EntityId"/> is the entity's full identifier rather than one pieced together without its path.</summary>
    public bool EntityIsExact { get; init; } = true;

    /// <summary>The entity's unique id, which a namesake created later does not share; null when it is not known.</summary>
    public string? UniqueId { get; init; }

    /// <summary>The name of the user or role, without path; null when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the session; null when the caller is no session.</summary>
    public string? SessionName { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
