using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Simulation;

/// <summary>Decides what policies say of a request.</summary>
/// <remarks>
/// <para>Threads: called from several at once.</para>
/// <para>Order and duplicates: neither the order of policies and statements nor repeats of them change a decision.</para>
/// <para>Caching: the same request under the same policies is decided alike each time; plans are verified by asking thousands of times.</para>
/// <para>Faults: what is not known makes <see cref="Decision.Indeterminate"/>, never <see cref="Decision.Allowed"/>; a simulator that cannot decide gives that
/// with <see cref="SimulationResult.Error"/>, and throws nothing.</para>
/// </remarks>
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
