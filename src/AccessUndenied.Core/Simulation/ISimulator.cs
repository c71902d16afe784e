using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Simulation;

/// <summary>Decides what policies say of a request.</summary>
/// <remarks>Called from several threads at once.</remarks>
public interface ISimulator
{
    /// <summary>Evaluates <paramref name="request"/> under <paramref name="policies"/>, with a trace.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken);
}
