using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>The actions and resources on which the resource policy of one request has a say.</summary>
/// <param name="Inside">Those actions and resources.</param>
internal sealed record ResourcePlace(StatementBox Inside)
{
    public static ResourcePlace Of(AuthorizationRequest request, PolicySet before, PolicySet after, AccessScheme scheme, IAccessRules rules)
    {
        var carrier = after.ResourcePolicy?.AttachedTo ?? before.ResourcePolicy?.AttachedTo ?? request.Resource.ToString();
        var patterns = rules.ResourcesOf(carrier).Select(text => AccessPattern.OfResource(TextPattern.Compile(text, wildcards: true, variables: true))).ToList();
        var asked = AccessPattern.Literal(request.Resource.ToString());
        if (!patterns.Exists(pattern => pattern.Matches(asked.Tokens)))
        {
            patterns.Add(asked);
        }

        return new(new StatementBox(new(false, [AccessPattern.OfAction(scheme.GovernedActions)]), new(false, patterns), [], true));
    }
}
