using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Samples.FrozenAccounts;

/// <summary>Decides as another simulator does, and denies everything in accounts that a company has frozen for a migration.</summary>
/// <remarks>What refuses in such an account is a proxy, not a policy, which no other simulator can know of.</remarks>
public sealed class FrozenAccountsSimulator : ISimulator
{
    private readonly ISimulator _simulator;
    private readonly HashSet<string> _frozen;

    /// <summary>Asks <paramref name="simulator"/> for all but <paramref name="frozenAccounts"/>.</summary>
    public FrozenAccountsSimulator(ISimulator simulator, IEnumerable<string> frozenAccounts)
    {
        _simulator = simulator;
        _frozen = new(frozenAccounts, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        var result = await _simulator.SimulateAsync(request, policies, cancellationToken);
        return IsFrozen(request, out var account) ? Frozen(result, account) : result;
    }

    /// <inheritdoc/>
    public ValueTask<Decision> DecideAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken) =>
        IsFrozen(request, out _) ? new(Decision.ExplicitDeny) : _simulator.DecideAsync(request, policies, cancellationToken);

    private bool IsFrozen(AuthorizationRequest request, out string account)
    {
        account = request.Resource.AccountId ?? request.Principal.AccountId ?? "";
        return _frozen.Contains(account);
    }

    private static SimulationResult Frozen(SimulationResult result, string account) => result with
    {
        Decision = Decision.ExplicitDeny,
        Assessment = Assessment.ExplicitDenyInServiceControlPolicy,
        DecisiveLayer = PolicyLayer.ServiceControl,
        Layers =
        [
            new LayerResult
            {
                Layer = PolicyLayer.ServiceControl,
                Decision = Decision.ExplicitDeny,
                Blocks = true,
                Reason = $"Account {account} is frozen for its migration; nothing in it can be changed or read until that is done.",
            },
            .. result.Layers.Where(layer => layer.Layer != PolicyLayer.ServiceControl),
        ],
    };
}
