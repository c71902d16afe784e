using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>One explanation in the making: weighs what the policies say against what the error text says.</summary>
internal sealed class ExplanationBuilder
{
    private readonly HintQuery _query;
    private readonly AuthorizationRequest _request;
    private readonly PolicySet _policies;
    private readonly SimulationResult _first;
    private readonly SimulationResult _result;
    private readonly WitnessedResult _heard;
    private readonly DenialHint _hint;
    private readonly INearMissHints? _hints;
    private readonly DateTimeOffset? _time;
    private readonly List<Note> _notes = [];
    private bool _isInferred;

    public ExplanationBuilder(HintQuery query, SimulationResult first, WitnessedResult heard, DenialHint hint, INearMissHints? hints)
    {
        _query = query;
        _request = query.Request;
        _policies = query.Policies;
        _result = heard.Result;
        _first = first;
        _heard = heard;
        _hint = hint;
        _hints = hints;
        _time = query.Event?.Time;
    }

    public Explanation Run()
    {
        if (_hint.IsInvalidRequest)
        {
            return Conclude(Assessment.InvalidAction, [], agrees: true);
        }

        if (_hint.Refusal is { IsCertain: true } refusal && !(_request.IsOfRefusal && IsRefusedByPolicies()))
        {
            return ConcludeRefused(refusal);
        }

        var explanation = Weigh();
        return explanation.Refusal is null ? explanation with { Refusal = _hint.Refusal } : explanation;
    }

    private bool IsRefusedByPolicies() => _result.Error is null && _result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny;

    // The service has spoken for itself, which it does where policies let the request come to it; an explicit deny is told all the same, and so is a missing allow
    // where the refusal comes before the policies.
    private Explanation ConcludeRefused(ServiceRefusal refusal)
    {
        var denies = !_request.IsOfRefusal && _result.Error is null && (_result.Decision == Decision.ExplicitDeny
            || (refusal.PrecedesPolicies && _result is { Decision: Decision.ImplicitDeny, DecisiveLayer: { } decisive } && !_policies.IsUnavailable(decisive)));
        return (denies ? ConcludeDenied() : Conclude(Assessment.Allowed, [], agrees: null)) with { Refusal = refusal };
    }

    private Explanation Weigh()
    {
        if (_heard.InferredDenies.Count > 0)
        {
            return ConcludeInferred();
        }

        if (_result.Error is not null || _result.Decision == Decision.Indeterminate)
        {
            return ConcludeFromMessage() ?? Undecided();
        }

        return _result.Decision == Decision.Allowed ? ConcludeAllowed() : ConcludeDenied();
    }

    private Explanation ConcludeDenied()
    {
        var all = CauseFinder.Of(_query, MessageLayer(), _hints);

        // What was not read is not known to lack anything.
        var causes = all.Where(cause => cause.Decision == Decision.ExplicitDeny || !_policies.IsUnavailable(cause.Layer)).ToList();
        // Of what carries no policy the owner's side is no policy's to give, and the text has said which one lacks the allow.
        if (MessageLayer() == PolicyLayer.Identity && _hint.IsExplicitDeny == false && _result.IsCrossAccount && causes.Exists(cause => cause.Layer == PolicyLayer.Identity)
            && _hints?.IsOfKindWithoutPolicy(_query) == true)
        {
            causes.RemoveAll(cause => cause.Layer == PolicyLayer.Resource);
        }

        if (_hint.IsRecorded && causes.FindIndex(IsRecorded) is > 0 and var recorded)
        {
            causes = [causes[recorded], .. causes.Where((_, index) => index != recorded)];
        }

        var decisive = causes.Count > 0 ? causes[0] : all[0];
        if (Disagrees(decisive) && InferFromMessage(causes) is { } inferred)
        {
            return inferred;
        }

        _notes.AddRange(_result.Layers.Where(layer => layer.Decision == Decision.ExplicitDeny && layer.DecidingStatements.Count > CauseFinder.MostStatements)
            .Select(layer => CauseMessages.MoreDenies(layer.Layer, layer.DecidingStatements.Count - CauseFinder.MostStatements)));

        // Where the evidence has holes, the error text knows better (MSG-55).
        if (Disagrees(decisive) && MessageLayer() is { } said && (_hint.IsRecorded || !WasEvaluated(said)) && ConcludeFromMessage() is { } fromMessage)
        {
            return fromMessage with { Causes = [.. fromMessage.Causes, .. causes] };
        }

        if (causes.Count == 0)
        {
            return ConcludeFromMessage() ?? Presume(all);
        }

        var assessment = decisive.Layer == _result.DecisiveLayer && causes.Count == all.Count
            ? _result.Assessment!.Value
            : LayerNames.ToAssessment(decisive.Layer, decisive.Decision == Decision.ExplicitDeny, _result.IsCrossAccount);
        // Where an Allow hangs on a value that nobody knows, the right value leaves something else to have refused.
        if (_heard.HangingAllows.Any(item => item.Layer == decisive.Layer) && MessageLayer() is null)
        {
            _notes.AddRange(_hints?.SuspectsFor(_query) ?? []);
        }

        // Across accounts both sides are missing, and AWS names one of them.
        var agrees = Agrees(decisive) == false && _result.IsCrossAccount && decisive.Decision == Decision.ImplicitDeny && causes.Exists(cause => Agrees(cause) == true) ? true : Agrees(decisive);
        return Conclude(assessment, causes, agrees);
    }

    // What hangs on a value that nobody knows is what the error text tells of (ANL-02, MSG-55), whatever else refuses for certain.
    private Explanation? InferFromMessage(IReadOnlyList<Cause> causes)
    {
        if (MessageLayer() is not { } said || _hint.IsExplicitDeny is not { } isExplicit || _policies.IsUnavailable(said) || _first.Find(said) is not { } layer
            || causes.Any(cause => cause.Layer == said && (cause.Decision == Decision.ExplicitDeny) == isExplicit))
        {
            return null;
        }

        var hanging = layer.Statements.Where(trace => trace.Applies == Truth.Unknown && (trace.Statement.Effect != Effect.Allow) == isExplicit).ToList();
        if (hanging.Count == 0 || (!isExplicit && layer.Decision != Decision.Indeterminate))
        {
            return null;
        }

        var found = isExplicit
            ? hanging.Take(CauseFinder.MostStatements).Select(trace => CauseFinder.OfStatement(_query, said, trace, isInferred: true, _hints)).ToList()
            : [new Cause(CauseFinder.Missing(_query, said, layer.NodeWithoutAllow, _hints)) { IsInferred = true }];
        if (isExplicit)
        {
            _notes.Add(CauseMessages.InferredDeny(hanging.Take(CauseFinder.MostStatements).ToList(), isAllowedElse: false));
        }

        _isInferred = true;
        return Conclude(LayerNames.ToAssessment(said, isExplicit, _result.IsCrossAccount), [.. found, .. causes], agrees: true);
    }

    // Neither policies nor text tell: what the evaluation of nothing says is the commonest reason, and is said to be a presumption.
    private Explanation Presume(IReadOnlyList<Cause> causes)
    {
        _notes.Add(WitnessMessages.Presumed(_policies.Unavailable));
        var isExplicit = _hint.IsExplicitDeny == true;
        var presumed = causes.Take(1).Select(cause => new Cause(cause)
        {
            IsInferred = true,
            Decision = isExplicit ? Decision.ExplicitDeny : cause.Decision,
            Sentence = CauseMessages.PresumedCause(_request, cause.Layer, isExplicit),
        }).ToList();
        return Conclude(
            isExplicit ? LayerNames.ToAssessment(presumed[0].Layer, isExplicit: true, isCrossAccount: false) : _result.Assessment!.Value, presumed, agrees: null);
    }

    private Explanation ConcludeInferred()
    {
        // Of several denies that may have applied, the one of the kind that the error text blames comes first.
        var ordered = _heard.InferredDenies.OrderBy(item => MessageLayer() is { } said && said != item.Layer).Take(CauseFinder.MostStatements).ToList();
        var causes = ordered.ConvertAll(item => CauseFinder.OfStatement(_query, item.Layer, item.Trace, isInferred: true, _hints));
        _notes.Add(CauseMessages.InferredDeny(ordered.ConvertAll(item => item.Trace)));
        if (_heard.InferredDenies.Count > ordered.Count)
        {
            _notes.Add(CauseMessages.MoreDenies(ordered[0].Layer, _heard.InferredDenies.Count - ordered.Count));
        }

        return Conclude(LayerNames.ToAssessment(causes[0].Layer, isExplicit: true, _result.IsCrossAccount), causes, Agrees(causes[0]));
    }

    private Explanation ConcludeAllowed()
    {
        // The text blames a kind of policy that was not among those evaluated: it is the only witness of that policy.
        if (MessageLayer() is { } said && (_hint.IsRecorded || !WasEvaluated(said)) && ConcludeFromMessage() is { } fromMessage)
        {
            return fromMessage;
        }

        if (_hints?.RefusalFor(_query) is { } refusal)
        {
            return Conclude(Assessment.Allowed, [], agrees: null) with { Refusal = refusal };
        }

        // The last resort: what is left, the likeliest first (ANL-04).
        _notes.Add(WitnessMessages.AllowedNow(_hint.Layer, _policies.Unavailable));
        foreach (var suspect in _hint.Refusal is null ? _hints?.SuspectsFor(_query) ?? [] : [])
        {
            _notes.Add(suspect);
        }

        return Conclude(Assessment.Allowed, [], _hint.Layer is null && _hint.IsExplicitDeny is null ? null : false);
    }

    private bool IsRecorded(Cause cause) => cause.Layer == _hint.Layer && cause.Decision == Decision.ExplicitDeny && _hint.IsExplicitDeny == true
        && (_hint.PolicyId is null || cause.PolicyId == _hint.PolicyId) && (_hint.Sid is null || cause.Statement?.Sid == _hint.Sid);

    private Explanation? ConcludeFromMessage()
    {
        if (MessageLayer() is not { } layer)
        {
            return null;
        }

        if (!_hint.IsRecorded && !WasEvaluated(layer))
        {
            _notes.AddRange(ReasonsToDisagree(layer));
        }

        var isExplicit = _hint.IsExplicitDeny == true;
        var cause = new Cause
        {
            Layer = layer,
            Decision = isExplicit ? Decision.ExplicitDeny : Decision.ImplicitDeny,
            Sentence = _hint.IsRecorded ? CauseMessages.SaidByRecord(_request, layer, isExplicit, _hint) : CauseMessages.SaidByMessage(_request, layer, isExplicit, _hint.PolicyId),
            PolicyId = _hint.PolicyId,
            AttachedTo = isExplicit ? null : CauseFinder.TargetOf(_request, layer),
            IsFromMessage = true,
            FoundIn = _hint.IsRecorded ? PolicyMessages.AuthorizationDetails : null,

            // Of a kind that carries no policy, the text speaks of one that nobody can write.
            Hint = layer == PolicyLayer.Resource && IsAcrossAccounts() && _hints?.IsOfKindWithoutPolicy(_query) == true ? _hints.HintFor(new HintQuery(_query) { Layer = layer }) : null,
        };
        return Conclude(LayerNames.ToAssessment(layer, isExplicit, IsAcrossAccounts()), [cause], agrees: null);
    }

    // Nothing decides: say the most likely, a missing allow of the caller's own policies, only where the text says nothing else.
    private Explanation Undecided() => new()
    {
        Assessment = Assessment.Error,
        Error = _result.Error ?? WitnessMessages.Undecided(_policies.Unavailable, _first.UnknownContextKeys, _hint),
        Evidence = MakeEvidence(agrees: null),
    };

    private Explanation Conclude(Assessment assessment, IReadOnlyList<Cause> causes, bool? agrees) => new()
    {
        Assessment = assessment,
        Refusal = causes is [var decisive, ..] ? _hints?.RefusalFor(new HintQuery(_query) { Layer = decisive.Layer }) : null,
        Causes = causes,
        Doubts = DenyNotFound(causes) ? [WitnessMessages.DenyNotFound(_hint.Layer)] : [],
        NearMisses = causes.Any(cause => cause.Decision == Decision.ImplicitDeny)
            ? NearMissSearch.Of(_query, _result, _heard.HangingAllows, _hints)
            : [],
        Evidence = MakeEvidence(agrees),
    };

    // An explicit deny that the error text names and the policies at hand lack is lifted by no allow (MSG-55). Older texts call a missing allow of a service control policy one (MSG-20).
    private bool DenyNotFound(IReadOnlyList<Cause> causes) => causes.Count > 0 && _hint.IsExplicitDeny == true
        && !causes.Any(cause => (_hint.Layer is null || cause.Layer == _hint.Layer) && (cause.Decision == Decision.ExplicitDeny || _hint.Layer == PolicyLayer.ServiceControl));

    private Evidence MakeEvidence(bool? agrees)
    {
        if (agrees == false && _hint.Layer is { } said)
        {
            _notes.Add(WitnessMessages.MessageDisagrees(said, _hint.IsExplicitDeny));
            _notes.AddRange(ReasonsToDisagree(said));
        }

        if (_policies.ChangedSince.Count > 0)
        {
            _notes.Add(WitnessMessages.OtherwiseNow(_policies.ChangedSince));
        }

        if (RecordedComparison.Agrees(_request.RecordedEffect, _first) == false)
        {
            _notes.Add(WitnessMessages.RecordDiffers(_request, _request.RecordedEffect!.Value, _first));
        }

        var changed = PolicyChanges.Since(_policies, _time);
        if (changed.Count > 0)
        {
            _notes.Add(WitnessMessages.ChangedSince(changed));
        }

        if (_hint.IsTruncated)
        {
            _notes.Add(WitnessMessages.MessageTruncated);
        }

        return new()
        {
            Complete = IsComplete(),
            Unavailable = _policies.Unavailable,
            MissingContextKeys = _first.MissingContextKeys,
            MessageAgrees = agrees,
            Notes = [.. _request.Provenance.Notes, .. _result.Notes, .. _notes],
        };
    }

    // Why AWS saw it otherwise: what it looked at is not at hand, or no longer what it was.
    private IEnumerable<Note> ReasonsToDisagree(PolicyLayer said)
    {
        var unread = _policies.Unavailable.Where(item => item.Layer == said).ToList();
        if (unread.Count > 0)
        {
            yield return WitnessMessages.DisagreesUnread(unread);
        }
        else if (!WasEvaluated(said))
        {
            yield return WitnessMessages.DisagreesAbsent(said);
        }
        else if (PolicyChanges.Since(_policies, _time).Count == 0)
        {
            yield return WitnessMessages.DisagreesUnexplained;
        }
    }

    private bool IsComplete() => !_isInferred && _request.Provenance.Doubts.Count == 0 && _policies.Unavailable.Count == 0 && _first.Decision != Decision.Indeterminate && _first.Error is null
        && _request.Provenance is { ActionCertainty: not Certainty.Guess, ResourceCertainty: not Certainty.Guess };

    private bool IsAcrossAccounts() => _result.IsCrossAccount
        || (_request.Resource.AccountId is { } owner && _request.Principal.AccountId is { } home && owner != home);

    private PolicyLayer? MessageLayer() => _hint.Layer;

    private bool WasEvaluated(PolicyLayer layer) => !_policies.IsUnavailable(layer) && (_result.Find(layer) is not null
        || (layer == PolicyLayer.Resource && _result.Find(PolicyLayer.RoleTrust) is not null));

    private bool Disagrees(Cause cause) => Agrees(cause) == false;

    private bool? Agrees(Cause cause)
    {
        if (_hint.Layer is not { } said)
        {
            return _hint.IsExplicitDeny is { } isExplicit ? isExplicit == (cause.Decision == Decision.ExplicitDeny) : null;
        }

        // Older texts call a missing allow of a service control policy an explicit deny (MSG-20).
        return said == cause.Layer
            && (_hint.IsExplicitDeny is null || said == PolicyLayer.ServiceControl || _hint.IsExplicitDeny == (cause.Decision == Decision.ExplicitDeny));
    }
}
