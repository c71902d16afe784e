using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Plans for requests in the <c>simulate</c> format, and counts what planning costs.</summary>
internal sealed class Plans : ISimulator
{
    public int Simulations { get; private set; }

    public static async Task<IReadOnlyList<Remediation>> ForAsync(AuthorizationRequest request, PolicySet policies) =>
        await new Plans().PlanAsync(request, policies).ConfigureAwait(false);

    public static async Task<IReadOnlyList<Remediation>> ForAsync(string json)
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(json));
        return await ForAsync(request, policies).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Remediation>> PlanAsync(AuthorizationRequest request, PolicySet policies)
    {
        var result = await StoryCase.Simulator.SimulateAsync(request, policies, default).ConfigureAwait(false);
        var explanation = await StoryCase.ExplainAsync(request, policies).ConfigureAwait(false);
        return await new RemediationPlanner(this, new AwsPolicyDialect()).PlanAsync([new(request, policies, result, explanation)], default).ConfigureAwait(false);
    }

    public ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        Simulations++;
        return StoryCase.Simulator.SimulateAsync(request, policies, cancellationToken);
    }
}
