using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation.Iam;

/// <summary>Decides on this machine, asks AWS's own simulator too, and notes where they differ.</summary>
/// <remarks>
/// Requests and layers that AWS's simulator cannot take are not compared, and that is noted as well; resource control policies that let
/// the request through do not stand in the way.
/// </remarks>
internal sealed class ComparingSimulator : ISimulator
{
    private readonly ISimulator _local;
    private readonly ISimulator _other;

    /// <summary>A simulator whose results are those of <paramref name="local"/>.</summary>
    /// <param name="local">Decides.</param>
    /// <param name="other">AWS's own, over the network.</param>
    public ComparingSimulator(LocalSimulator local, IamSimulator other)
    {
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(other);
        _local = local;
        _other = other;
    }

    /// <inheritdoc/>
    public async ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        var result = await _local.SimulateAsync(request, policies, cancellationToken).ConfigureAwait(false);
        if (result.Error is not null)
        {
            return result;
        }

        // Resource control policies that let the request through change nothing where they are left out.
        foreach (var layer in IamSimulationLimits.FindLayersLeftOut(request, policies).Where(left => HasSay(result, left)))
        {
            return With(result, IamSimulatorMessages.NotCompared(IamSimulatorMessages.LayerLeftOut(layer).Text));
        }

        if (policies.RestrictsPublicPolicies && result.DecisiveLayer == PolicyLayer.Resource)
        {
            return With(result, IamSimulatorMessages.NotCompared(IamSimulatorMessages.PublicAccessBlockUnknown));
        }

        var other = await _other.SimulateAsync(request, policies, cancellationToken).ConfigureAwait(false);
        if (other.Error is { } error)
        {
            return With(result, IamSimulatorMessages.NotCompared(error));
        }

        // Without a value that nobody knows, AWS decides as if the key were absent; that is no difference in the rules.
        return result.Decision == Decision.Indeterminate || Agree(result, other) ? result : With(result, IamSimulatorMessages.Differs(result, other));
    }

    private static bool HasSay(SimulationResult result, PolicyLayer layer) =>
        layer != PolicyLayer.ResourceControl || result.Layers.Any(own => own.Layer == layer && own.Decision != Decision.Allowed);

    // Inside one account AWS does not tell whether it was the caller's policies or the resource's that lack an allow.
    private static bool Agree(SimulationResult local, SimulationResult other) =>
        local.Decision == other.Decision
        && (local.Assessment == other.Assessment
            || (local.Decision == Decision.ImplicitDeny && !local.IsCrossAccount
                && (local.DecisiveLayer is PolicyLayer.Identity or PolicyLayer.Resource) && other.DecisiveLayer is PolicyLayer.Identity));

    private static SimulationResult With(SimulationResult result, Note note) => result with { Notes = [.. result.Notes, note] };
}
