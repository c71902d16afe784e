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

    /// <summary>The decision alone, for which a simulator need not write down its reasons.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    async ValueTask<Decision> DecideAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken) =>
        (await SimulateAsync(request, policies, cancellationToken).ConfigureAwait(false)).Decision;
}
