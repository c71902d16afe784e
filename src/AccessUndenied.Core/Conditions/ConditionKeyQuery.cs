using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>What a condition key's value is derived from.</summary>
public sealed class ConditionKeyQuery(AccessDeniedEvent deniedEvent, AuthorizationRequest request, ContextFacts facts)
{
    /// <summary>The denied event.</summary>
    public AccessDeniedEvent Event { get; } = deniedEvent;

    /// <summary>The request made of it.</summary>
    public AuthorizationRequest Request { get; } = request;

    /// <summary>What the policy source knows: tags, organization.</summary>
    public ContextFacts Facts { get; } = facts;
}
