using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>What a condition key's value is derived from.</summary>
/// <param name="Event">The denied event.</param>
/// <param name="Request">The request made of it.</param>
/// <param name="Facts">What the policy source knows: tags, organization.</param>
public sealed record ConditionKeyQuery(AccessDeniedEvent Event, AuthorizationRequest Request, ContextFacts Facts);
