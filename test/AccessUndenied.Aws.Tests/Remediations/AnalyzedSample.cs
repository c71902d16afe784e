using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>One result with all refused requests of its event, the first of which is the one that it tells of, and the policies of each.</summary>
internal sealed record AnalyzedSample(string Name, AnalysisResult Result, IReadOnlyList<(AuthorizationRequest Request, PolicySet Policies)> Refused)
{
    public static async Task<AnalyzedSample> OfAsync(string name, AnalysisResult result, IPolicySource source)
    {
        var refused = new List<(AuthorizationRequest, PolicySet)>();
        foreach (var request in result.AlsoRefused.Select(also => also.Request).Prepend(result.Request!))
        {
            refused.Add((request, await source.GetPoliciesAsync(request, default)));
        }

        return new(name, result, refused);
    }

    /// <summary>The requests as they are made with the remediation, each with its policies before and after <paramref name="changes"/>.</summary>
    public IEnumerable<(AuthorizationRequest Request, PolicySet Before, PolicySet After)> With(Remediation remediation, IReadOnlyList<PolicyChange> changes)
    {
        foreach (var (request, policies) in Refused)
        {
            var before = policies with { Unavailable = [] };
            yield return (request with { Context = request.Context.With(remediation.Sets) }, before, PolicyEdits.Apply(before, changes, request));
        }
    }
}
