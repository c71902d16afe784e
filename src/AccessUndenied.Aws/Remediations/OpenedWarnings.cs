using AccessUndenied.Aws.Catalog;
using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Finds what whoever signs a change has to know of what it opens beside the refused request.</summary>
internal static class OpenedWarnings
{
    public static IReadOnlyList<Note> Of(IReadOnlyList<AuthorizationRequest> requests, IReadOnlyList<OpenedAccess> opened, Func<string, string?, bool> opens)
    {
        if (opened.Count == 0)
        {
            return [];
        }

        var warnings = new List<Note>();
        foreach (var request in requests)
        {
            if (request.Principal.EntityId is { } entity && RemediationWarnings.ActionsOnPolicies.FirstOrDefault(action => IsOther(requests, action) && MayMeet(action, [entity])
                && opens(action, entity))
                is { } own)
            {
                warnings.Add(new("self-escalation", RemediationMessages.OpensOwnPolicies(own, entity)));
            }
        }

        var resources = opened.SelectMany(part => part.Resources).Distinct(StringComparer.Ordinal).ToList();
        foreach (var kind in SensitiveActions.Kinds)
        {
            var actions = SensitiveActions.Of(kind).Where(action => IsOther(requests, action) && opens(action, null) && MayMeet(action, resources)).ToList();
            if (actions.Count > 0)
            {
                warnings.Add(new(kind, RemediationMessages.OpensSensitive(kind, actions[0], actions.Count - 1)));
            }
        }

        return [.. warnings.Distinct()];
    }

    private static bool IsOther(IReadOnlyList<AuthorizationRequest> requests, string action) => !requests.Any(request => request.Action.Equals(action, StringComparison.OrdinalIgnoreCase));

    private static bool MayMeet(string action, IReadOnlyList<string> resources) => ActionCatalog.Default.FindAction(action) is not { ResourceTypes: { Count: > 0 } types }
        || resources.Any(resource => types.Any(type => type.ArnTemplates.Any(template => ResourceLikeness.MayBe(template, resource))));
}
