namespace AccessUndenied.Requests;

/// <summary>The resource that a request asks for.</summary>
/// <param name="Value">Its identifier, such as an ARN; <c>*</c> where the action has no resource.</param>
/// <param name="AccountId">The account that owns it; null when it is not known.</param>
/// <param name="Region">The region it lives in; null when it has none or it is not known.</param>
public readonly record struct ResourceId(string Value, string? AccountId = null, string? Region = null)
{
    /// <summary>Whether <see cref="Value"/> is pieced together from a name, without the rest of the identifier, which a policy source may know.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>No resource in particular.</summary>
    public static ResourceId Any { get; } = new("*");

    /// <summary>Whether this is no resource in particular.</summary>
    public bool IsAny => Value is null or "*";

    /// <inheritdoc/>
    public override string ToString() => Value ?? "*";
}
