using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>Tells what proposed changes make of a call, of which it is known how it ended.</summary>
/// <remarks>
/// The outcome is a witness: of a call that succeeded every request was allowed, whatever the policies at hand leave open or deny; so a change
/// is blamed for what it denies itself, and for nothing else.
/// </remarks>
internal sealed class ChangeJudgment
{
    private readonly ISimulator _simulator;

    public ChangeJudgment(ISimulator simulator) => _simulator = simulator;

    /// <summary>The kind of denial that the record tells of; the usual one where it does not say.</summary>
    public static Decision RecordedDenial(DenialHint hint) => hint.IsExplicitDeny == true ? Decision.ExplicitDeny : Decision.ImplicitDeny;

    /// <summary>What changes; null where nothing does.</summary>
    public async ValueTask<CallDifference?> JudgeAsync(CallOutcome outcome, List<ReplayedRequest> requests, DenialHint hint, CancellationToken cancellationToken)
    {
        if (outcome == CallOutcome.Denied)
        {
            return await JudgeDeniedAsync(requests, hint, cancellationToken).ConfigureAwait(false);
        }

        CallDifference? open = null;
        foreach (var one in requests.Where(one => one.IsTouched))
        {
            // What was only perhaps needed, and is not known to have been allowed, tells nothing of the call.
            if (!one.IsNeeded && one.Before != Decision.Allowed)
            {
                continue;
            }

            var difference = outcome == CallOutcome.Succeeded
                ? await JudgeAllowedAsync(one, cancellationToken).ConfigureAwait(false)
                : await JudgeUnwitnessedAsync(one, cancellationToken).ConfigureAwait(false);
            if (difference is null)
            {
                continue;
            }

            if (!one.IsNeeded)
            {
                // Whether the call needed it at all is not known.
                difference = new CallDifference(difference) { After = Decision.Indeterminate, Reason = difference.Reason ?? OutcomeMessages.OnlyPerhapsNeeded(one.Request.Action) };
            }

            if (difference.After != Decision.Indeterminate)
            {
                return difference;
            }

            open ??= difference;
        }

        return open;
    }

    private async ValueTask<CallDifference?> JudgeAllowedAsync(ReplayedRequest one, CancellationToken cancellationToken)
    {
        if (one.Before == Decision.Allowed && one.After == Decision.Allowed)
        {
            return null;
        }

        var (before, after, changes) = await CompareAsync(one, cancellationToken).ConfigureAwait(false);
        if (one.Before == Decision.Allowed)
        {
            return one.After == Decision.Indeterminate ? Open(one, Decision.Allowed, after, changes) : DifferenceBuilder.Of(one, Decision.Allowed, one.After, after);
        }

        if (changes.KeepsAllowed)
        {
            return null;
        }

        if (changes.NewDenies is [{ Trace.Applies: Truth.True } certain, ..])
        {
            return DifferenceBuilder.Of(one, Decision.Allowed, Decision.ExplicitDeny, certain.Layer, certain.Trace);
        }

        if (one.Before != Decision.Indeterminate)
        {
            return Open(one, Decision.Allowed, after, changes);
        }

        // No Deny that perhaps applied did, since the call succeeded.
        var denies = before.Layers.SelectMany(layer => layer.Statements).Where(trace => trace.Applies != Truth.False && trace.Statement.Effect == Effect.Deny);
        var witnessed = PolicySubset.Without(one.Proposed, denies.Select(trace => trace.Statement));
        after = await _simulator.SimulateAsync(one.Request, witnessed, cancellationToken).ConfigureAwait(false);
        return after.Decision switch
        {
            Decision.Allowed => null,
            Decision.Indeterminate => Open(one, Decision.Allowed, after, changes),
            _ => DifferenceBuilder.Of(one, Decision.Allowed, after.Decision, after),
        };
    }

    // A call that failed otherwise: what the policies at hand say is all that is known.
    private async ValueTask<CallDifference?> JudgeUnwitnessedAsync(ReplayedRequest one, CancellationToken cancellationToken)
    {
        if (one.After != Decision.Indeterminate && (one.Before == one.After || (ReplayedRequest.IsDenial(one.Before) && ReplayedRequest.IsDenial(one.After))))
        {
            return null;
        }

        var (_, after, changes) = await CompareAsync(one, cancellationToken).ConfigureAwait(false);
        if (one.After != Decision.Indeterminate && one.Before != Decision.Indeterminate)
        {
            return DifferenceBuilder.Of(one, one.Before, one.After, after);
        }

        return changes.KeepsAllowed && changes.KeepsDenied ? null : Open(one, one.Before, after, changes);
    }

    private async ValueTask<CallDifference?> JudgeDeniedAsync(List<ReplayedRequest> requests, DenialHint hint, CancellationToken cancellationToken)
    {
        var needed = requests.Where(one => one.IsNeeded).ToList();
        var before = ReplayedRequest.Together(needed.Select(one => one.Before));
        if (before == Decision.Allowed)
        {
            needed = requests;
            before = ReplayedRequest.Together(needed.Select(one => one.Before));
        }

        var after = ReplayedRequest.Together(needed.Select(one => one.After));
        if (ReplayedRequest.IsDenial(after) || before == Decision.Allowed)
        {
            return null;
        }

        // The one that was in the way before, or stands open now.
        var decisive = needed.Find(one => one.IsTouched && one.Before == before && one.After == after) ?? needed.Find(one => one.IsTouched && one.Before != one.After)
            ?? needed.Find(one => one.IsTouched)!;
        var (was, becomes, changes) = await CompareAsync(decisive, cancellationToken).ConfigureAwait(false);
        var denial = ReplayedRequest.IsDenial(before) ? before : RecordedDenial(hint);
        if (after == Decision.Allowed)
        {
            var (layer, trace) = changes.NewAllows is [var allow, ..] ? (allow.Layer, allow.Trace) : (was.DecisiveLayer, Deciding(was));
            return DifferenceBuilder.Of(decisive, denial, Decision.Allowed, layer, trace);
        }

        return changes.KeepsDenied && !ReplayedRequest.IsDenial(before) ? null : Open(decisive, denial, becomes, changes);
    }

    private static StatementTrace? Deciding(SimulationResult result) =>
        result.Decision == Decision.ExplicitDeny && result.DecisiveLayer is { } layer ? result.Find(layer)?.DecidingStatements.FirstOrDefault() : null;

    private async ValueTask<(SimulationResult Before, SimulationResult After, StatementChanges Changes)> CompareAsync(ReplayedRequest one, CancellationToken cancellationToken)
    {
        var before = await _simulator.SimulateAsync(one.Request, one.Policies, cancellationToken).ConfigureAwait(false);
        var after = await _simulator.SimulateAsync(one.Request, one.Proposed, cancellationToken).ConfigureAwait(false);
        return (before, after, StatementChanges.Between(before, after));
    }

    // The statement that the change brings is told rather than one that was there before.
    private static CallDifference Open(ReplayedRequest one, Decision before, SimulationResult after, StatementChanges changes)
    {
        var difference = DifferenceBuilder.Of(one, before, Decision.Indeterminate, after);
        var brought = changes.NewDenies.Concat(changes.NewAllows).ToList();
        if (brought is [var first, ..])
        {
            var asked = brought.SelectMany(item => item.Trace.Statement.Conditions).Select(condition => condition.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var keys = difference.MissingContextKeys.Where(asked.Contains).ToList();
            difference = new CallDifference(DifferenceBuilder.Of(one, before, Decision.Indeterminate, first.Layer, first.Trace))
            {
                MissingContextKeys = keys.Count > 0 ? keys : difference.MissingContextKeys,
            };
        }

        return new CallDifference(difference) { Reason = Reasons.OfUndecided(one, difference.MissingContextKeys, after) };
    }
}
