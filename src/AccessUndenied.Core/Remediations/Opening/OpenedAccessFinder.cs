using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Computes what changes of policies let through that was refused before.</summary>
/// <remarks>
/// Never less than what opens: what cannot be decided stands in a part as a condition, or widens it. A policy that the caller shares with others opens for them too,
/// and so does a statement that names them.
/// </remarks>
internal static class OpenedAccessFinder
{
    /// <summary>The remediation with what its changes open, as data and in words.</summary>
    public static Remediation Complete(IReadOnlyList<(AuthorizationRequest Request, PolicySet Policies)> requests, Remediation remediation, KnownOpenings known, IPolicyDialect dialect)
    {
        if (remediation.Changes.Count == 0)
        {
            return remediation;
        }

        var result = known.Of(requests, remediation);
        var warnings = dialect.WarningsOf([.. requests.Select(item => item.Request)], remediation.Changes, result.Parts, result.Opens);
        return new Remediation(remediation)
        {
            OpensExactly = result.Parts,
            Warnings = [.. remediation.Warnings, .. warnings.Where(warning => !remediation.Warnings.Any(known => known.Id == warning.Id))],
            Opens = OpenedMessages.CanBeSaid(result) ? OpenedMessages.OpenedInWords(result) : remediation.Opens,
        };
    }

    /// <summary>What <paramref name="changes"/> open, for requests with their policies.</summary>
    public static OpenedAccessResult Of(IReadOnlyList<(AuthorizationRequest Request, PolicySet Policies)> requests, IReadOnlyList<PolicyChange> changes, IAccessRules rules) =>
        Of([.. requests.Select(item => (item.Request, item.Policies, PolicyEdits.Apply(item.Policies, changes, item.Request)))], rules);

    /// <summary>The same where the policies after the change are at hand.</summary>
    public static OpenedAccessResult Of(IReadOnlyList<(AuthorizationRequest Request, PolicySet Before, PolicySet After)> requests, IAccessRules rules)
    {
        var callers = requests.Select(item => rules.CallerOf(item.Request, item.Before)).ToList();
        var places = requests.Zip(callers, (item, caller) => ResourcePlace.Of(item.Request, item.Before, item.After, caller.Scheme, rules)).ToList();
        // A call without a resource has none whose policy is known, so that all resources are others.
        var outside = places.Where((_, at) => !requests[at].Request.Resource.IsAny).Select(place => place.Inside).ToList();
        var parts = new List<OpenedPart>();
        var isExact = true;
        for (var i = 0; i < requests.Count; i++)
        {
            var (request, before, after) = requests[i];
            var found = new RequestOpener(request, before, after, rules, callers[i], places[i], outside);
            parts.AddRange(found.Run());
            isExact &= found.IsExact;
        }

        var kept = OpenedParts.Distinct(parts);
        var writer = new OpenedAccessWriter([.. requests.Select(item => item.Request)], rules);
        return new([.. kept.Select(writer.Write)], isExact && kept.TrueForAll(part => part.Box.IsExact), kept.Count > 0 && kept.TrueForAll(writer.IsOneOfTheRequests),
            (action, resource) => kept.Exists(part => writer.MayHold(part, action, resource)));
    }
}
