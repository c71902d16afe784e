using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>What a hint is wanted for: a statement, a layer that lacks an allow, or a refusal that no policy explains.</summary>
public sealed record HintQuery
{
    /// <summary>The request that was refused.</summary>
    public required AuthorizationRequest Request { get; init; }

    /// <summary>The policies that have a say.</summary>
    public required PolicySet Policies { get; init; }

    /// <summary>What they say.</summary>
    public required SimulationResult Result { get; init; }

    /// <summary>The record of the refusal; null where there is none.</summary>
    public AccessDeniedEvent? Event { get; internal init; }

    /// <summary>The requests that <see cref="INearMissHints.ProbesFor"/> named, each with what the policies say of it.</summary>
    public IReadOnlyList<(AuthorizationRequest Request, SimulationResult Result)> Probes { get; internal init; } = [];

    /// <summary>The layer; null where no layer blocks the request.</summary>
    public PolicyLayer? Layer { get; init; }

    /// <summary>An Allow that failed or a Deny that applies; null where the layer as a whole is meant.</summary>
    public StatementTrace? Statement { get; internal init; }

    /// <summary>The level of the organization that lacks an allow; null for other layers.</summary>
    public PolicyNode? Node { get; internal init; }

    /// <summary>What is known of the condition key <paramref name="key"/>.</summary>
    public ContextValue Lookup(string key)
    {
        if (!Request.Context.TryGet(key, out var value))
        {
            Policies.Facts.TryGet(key, out value);
        }

        return value;
    }
}
