namespace AccessUndenied.Policies;

/// <summary>The policies of a request at one moment, and the span of time around it in which they are the same.</summary>
public sealed class PolicySpan(PolicySet policies, DateTimeOffset from, DateTimeOffset to)
{
    /// <summary>The policies that are to be evaluated.</summary>
    public PolicySet Policies { get; } = policies;

    /// <summary>The first moment of the span, in UTC; never after the moment that was asked for.</summary>
    public DateTimeOffset From { get; } = from;

    /// <summary>The last moment of the span, in UTC, which is part of it; never before the moment that was asked for.</summary>
    public DateTimeOffset To { get; } = to;

    /// <summary>Whether the policies are those of the moment; else they are those of now.</summary>
    /// <value>Default: true.</value>
    public bool IsAtEvent { get; init; } = true;
}
