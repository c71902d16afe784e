using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>Finds the ways to mend one cause: what the caller can do, what a policy can allow, and which guardrail could be loosened.</summary>
/// <remarks>
/// INVARIANT: where an Allow covers the request but for its conditions, no other Allow without them is offered for the same action on the
/// same resource. Whoever wrote the condition meant it, as whoever writes a Deny does.
/// </remarks>
internal sealed class StepFinder : IContextLookup
{
    private const int MostBounds = 3;

    private readonly IPolicyDialect _dialect;
    private readonly AuthorizationRequest _request;
    private readonly PolicySet _policies;
    private readonly PolicyWriter _writer;
    private readonly CallerSteps _caller;

    /// <param name="dialect">How policies are written.</param>
    /// <param name="request">The request, with what is to be changed about it.</param>
    /// <param name="policies">The policies, with what is to be changed about them.</param>
    /// <param name="unread">What could not be read.</param>
    /// <param name="demands">The conditions for which something of the request is changed.</param>
    public StepFinder(
        IPolicyDialect dialect, AuthorizationRequest request, PolicySet policies, IReadOnlyList<UnavailableEvidence> unread, IReadOnlyList<WrittenCondition> demands)
    {
        _dialect = dialect;
        _request = request;
        _policies = policies;
        _writer = new(dialect, request, unread, demands);
        _caller = new(dialect, request, policies);
    }

    /// <summary>The steps that each mend <paramref name="cause"/>, those of a kind in the order in which they are to be preferred.</summary>
    public IReadOnlyList<RemedyStep> StepsFor(Cause cause, SimulationResult? result)
    {
        if (cause.Decision == Decision.ExplicitDeny)
        {
            return cause.Statement is { } statement && cause.Policy is { } policy
                ?
                [
                    .. _caller.ToEscape(cause.Layer, policy, statement),
                    .. DenyNarrower.Of(_dialect, _request, cause, policy, statement, _policies).Select(step => Judged(cause, policy, statement, step)),
                    .. Detached(cause, policy),
                ]
                : [];
        }

        // What the caller did not mean to name, no policy is to allow.
        if (_dialect.CorrectionOf(_request, _policies) is { } correction)
        {
            return [new(RemediationKind.CallerChange) { Words = correction.Words, Page = correction.Page, CanBeSimulated = false }];
        }

        var traces = TracesOf(cause, result);
        var bounds = traces.Where(trace => trace.FailedElement == StatementElement.Condition).Select(Bound).Where(bound => bound.Failing.Count > 0)
            .OrderBy(bound => bound.Failing.Count).ThenBy(bound => bound.Failing.Count(condition => Lookup(condition.Key).IsUnknown)).ToList();
        if (bounds.Count == 0 && OfMissing(cause, traces) is { Count: > 0 } missing)
        {
            return missing;
        }

        // Where nobody can change the caller's own policies, as of roles that the provider writes, the resource's can name the caller.
        if (bounds.Count == 0)
        {
            return cause.Layer == PolicyLayer.Identity && !cause.IsFromMessage && _policies.ResourcePolicy is { Document: not null } policy && _dialect.CanChange(policy)
                && _request.Principal.AccountId == _request.Resource.AccountId
                ? OfMissing(new Cause(cause) { Layer = PolicyLayer.Resource, AttachedTo = _request.Resource.Value, AttachedToName = null }, [])
                : [];
        }

        // What the call can never have, no change of its condition helps.
        var beside = BesideBounds(cause, bounds).ToList();
        var ofBounds = bounds.Take(MostBounds).SelectMany(bound => OfBound(cause, bound));
        return AreNeverThere(bounds) ? [.. beside, .. ofBounds.Where(step => beside.Count == 0 || step.Change is not null)] : [.. ofBounds, .. beside];
    }

    private RemedyStep Judged(Cause cause, AttachedPolicy policy, Statement statement, RemedyStep step) =>
        !Array.Exists(statement.ConditionArray, condition => _dialect.NamesThingOfStranger(_request, condition.Key)) ? step : step with
        {
            IsForStranger = true,
            Notes = [.. step.Notes, RemedyMessages.LetsInStranger(cause.Layer, policy, statement)],
        };

    // What nobody can change is attached or it is not.
    private IEnumerable<RemedyStep> Detached(Cause cause, AttachedPolicy policy) =>
        !_dialect.CanChange(policy) && (policy.AttachedTo ?? cause.AttachedTo) is { } target && _dialect.DetachingOf(policy, target) is { } words
            ? [new(RemediationKind.GuardrailChange) { Words = words, CanBeSimulated = false }] : [];

    /// <summary>Whether an Allow would apply but for a condition, so that the refusal may have been meant.</summary>
    public static bool IsBound(Cause cause, SimulationResult? result) => cause.Decision == Decision.ImplicitDeny
        && TracesOf(cause, result).Any(trace => trace.FailedElement == StatementElement.Condition);

    /// <summary>The Allows that hang on a condition where <paramref name="cause"/> lacks one.</summary>
    public static IEnumerable<StatementTrace> TracesOf(Cause cause, SimulationResult? result) => cause.IsFromMessage ? [] : (result?.Find(cause.Layer)?.Statements ?? [])
        .Where(trace => trace.Statement is { Effect: Effect.Allow, Problem: null } && trace.Applies != Truth.True
            && (trace.Node is null || trace.Node.AttachmentTarget == cause.AttachedTo));

    /// <inheritdoc/>
    public ContextValue Lookup(string key) => _caller.Lookup(key);

    bool IContextLookup.IsMultivalued(string key) => false;

    private BoundAllow Bound(StatementTrace trace) => new(trace.Policy, trace.Statement,
        [.. trace.Statement.ConditionArray.Where(condition => ConditionEvaluator.Evaluate(condition, this) != Truth.True)]);

    private IEnumerable<RemedyStep> OfBound(Cause cause, BoundAllow bound)
    {
        if (_caller.ToMeet(cause.Layer, bound.Policy, bound.Statement, bound.Failing) is { } step)
        {
            yield return step;
        }

        var isCallers = bound.Failing.All(condition => _dialect.TellsWhoCalls(condition.Key));
        foreach (var mended in Mended(cause, bound, isCallers))
        {
            yield return !IsForStranger(cause, bound) ? mended : mended with
            {
                Kind = RemediationKind.GuardrailChange,
                IsForStranger = true,
                Notes = [.. mended.Notes, RemedyMessages.LetsInStranger(cause.Layer, bound.Policy, bound.Statement)],
            };
        }
    }

    // A condition that refuses a stranger does what it is for; one whose key is written wrong refuses everybody.
    private bool IsForStranger(Cause cause, BoundAllow bound) => bound.Failing.Any(condition => !_dialect.MayExemptBy(_request, condition.Key))
        || (OwnBounds.IsOwners(cause.Layer) && _dialect.ComesFromOutside(_request) && bound.Failing.Any(condition => _dialect.KeyMeantBy(_request, condition.Key) is null));

    // Whoever has what is added to such a statement is let in, whoever it is; only what names the caller lets in nobody else.
    private bool IsForEverybody(Cause cause, BoundAllow bound) => OwnBounds.IsOwners(cause.Layer)
        && bound.Statement.Principals is { } principals && (principals.IsNegated || principals.Entries.Any(entry => entry.IsEverybody))
        && bound.Failing.Any(condition => !_dialect.NamesCaller(condition.Key) && !Lookup(condition.Key).IsUnknown);

    private IEnumerable<RemedyStep> Mended(Cause cause, BoundAllow bound, bool isCallers)
    {
        if (Widened(cause, bound, out var isMended, out var isOpen) is { } json)
        {
            // Who is named as one to be kept out is no caller who was merely forgotten.
            var isForEverybody = IsForEverybody(cause, bound);
            var isCallersAlone = isCallers && !isForEverybody && !bound.Failing.Any(condition => condition.Operator.IsNegated);
            var kind = isMended || isCallersAlone ? RemediationKind.Grant : RemediationKind.GuardrailChange;
            if (!isOpen)
            {
                foreach (var narrower in NarrowerThan(cause, bound, json))
                {
                    yield return narrower with
                    {
                        Kind = kind,
                        Warnings = !isForEverybody ? narrower.Warnings : [RemedyMessages.LetsInBeside(cause.Layer, bound.Policy, bound.Statement, bound.Failing), .. narrower.Warnings],
                    };
                }
            }

            if (!isForEverybody && _writer.Widen(cause, _policies, bound.Policy, bound.Statement, json) is { } change)
            {
                var isForOthers = !isMended && MovesLimitForOthers(cause, bound);
                var opens = OpensMessages.OpensCondition(_request, bound.Policy, bound.Failing, isMended);
                yield return new(kind)
                {
                    Change = change with { StandsAlone = isOpen ? null : Alone(cause, bound, json).FirstOrDefault()?.Change?.Json, Opens = opens },
                    CanBeSimulated = !isOpen && !isForOthers,
                    Notes = isForOthers ? [RemedyMessages.MovesLimitForOthers(cause.Layer)] : [],
                };
            }
        }
        else if (bound.Failing.Where(condition => !_dialect.CanCarry(_request, condition.Key)).ToList() is { Count: > 0 } never && _dialect.CanChange(bound.Policy))
        {
            // The statement was written for another operation of the same action; to drop its condition would free that one too.
            yield return new(RemediationKind.GuardrailChange) { Words = RemedyMessages.NeverCarried(_request, cause.Layer, bound.Policy, bound.Statement, never), CanBeSimulated = false };
        }
        else if (_dialect.CanChange(bound.Policy) && bound.Failing.Any(condition => !condition.Operator.IsNull && Lookup(condition.Key) is { IsKnown: false } value && (value.IsUnknown || isCallers)))
        {
            yield return new(isCallers ? RemediationKind.Grant : RemediationKind.GuardrailChange)
            {
                Words = RemedyMessages.CorrectCondition(cause.Layer, bound.Policy, bound.Statement, [.. bound.Failing.Where(condition => !Lookup(condition.Key).IsKnown)]),
                CanBeSimulated = false,
            };
        }
    }

    // A limit that is moved for one value is moved for all who have that value, unless the value is who the caller is.
    private bool MovesLimitForOthers(Cause cause, BoundAllow bound) => PolicyWriter.IsLimit(cause.Layer)
        && bound.Failing.Any(condition => !condition.Key.Equals(_dialect.ExemptionOf(_request)?.Key, StringComparison.OrdinalIgnoreCase));

    // Where the statement allows more than the request, one of its own for the action and resource opens less, under the same conditions and what the request has.
    private IEnumerable<RemedyStep> NarrowerThan(Cause cause, BoundAllow bound, string widened) =>
        (!IsOfRequestAlone(bound.Statement) || MovesLimitForOthers(cause, bound) || IsForEverybody(cause, bound)) && _dialect.PlaceOf(cause.Layer, cause.AttachedTo
            ?? bound.Policy.AttachedTo) is { ReplacesStatements: true }
            ? Alone(cause, bound, widened) : [];

    private IEnumerable<RemedyStep> Alone(Cause cause, BoundAllow bound, string widened)
    {
        var version = bound.Policy.Document?.Version ?? _dialect.Version;
        return version != _dialect.Version ? []
            : Allow(cause, Parse(widened, version).ConditionArray.Select(condition => OwnPartOf(condition, bound)).ToList()).Where(step => step.Change is { IsAddition: true });
    }

    private bool IsOfRequestAlone(Statement statement) =>
        statement.Actions is { IsNegated: false, Values: [var action] } && action.Equals(_request.Action, StringComparison.OrdinalIgnoreCase)
        && (statement.Resources is null or { IsNegated: false, Values: [_] }) && (statement.Resources is not { } resources || resources.Values[0] == _request.Resource.Value);

    // What was there already is the old statement's; a set has to keep what else the request has of it.
    private static WrittenCondition OwnPartOf(Condition condition, BoundAllow bound)
    {
        var before = bound.Failing.FirstOrDefault(other => other.Key.Equals(condition.Key, StringComparison.OrdinalIgnoreCase)
            && other.OperatorName.Equals(condition.OperatorName, StringComparison.OrdinalIgnoreCase));
        var added = before is null || condition.Operator is not { IsNegated: false, Quantifier: Quantifier.None } ? []
            : condition.Values.Except(before.Values, StringComparer.Ordinal).ToList();
        return new(condition.OperatorName, condition.Key, added.Count > 0 ? added : condition.Values, IsAsWritten: true);
    }

    // Every condition that failed, widened by what the request has; null where one cannot be. One of which nobody knows whether it failed stays as it is.
    private string? Widened(Cause cause, BoundAllow bound, out bool isMended, out bool isOpen)
    {
        var isSure = bound.Failing.Any(condition => ConditionEvaluator.Evaluate(condition, this) == Truth.False);
        isOpen = false;
        var json = AllowWidener.JsonOf(bound.Statement);
        var version = bound.Policy.Document?.Version ?? _dialect.Version;
        isMended = true;
        foreach (var condition in bound.Failing)
        {
            var value = Lookup(condition.Key);
            if (_dialect.KeyMeantBy(_request, condition.Key) is { } meant)
            {
                json = ConditionEditor.WithKey(json, condition.OperatorName, condition.Key, meant);
                isOpen |= Lookup(meant).IsUnknown;
                continue;
            }

            if (isSure && Lookup(condition.Key).IsUnknown)
            {
                isOpen = true;
                continue;
            }

            if (_dialect.MayBePattern(_request, cause.Layer, bound.Statement, condition) && AllowWidener.AsPatterns(json, condition) is { } mended && Holds(mended, version, condition.Key))
            {
                json = mended;
                continue;
            }

            isMended = false;
            var mayBeWidened = _dialect.TellsWhoCalls(condition.Key) || !_dialect.IsChosenByCaller(condition.Key)
                || _dialect.WayOf(_request, PolicyLayer.Identity, new(condition.Key, condition.Values)) is not null;
            if (!mayBeWidened || AllowWidener.Of(json, version, condition, value) is not { } wider)
            {
                return null;
            }

            json = wider;
        }

        var mayBeOpen = isOpen;
        return Array.TrueForAll(Parse(json, version).ConditionArray, condition => ConditionEvaluator.Evaluate(condition, this) is var truth
            && (truth == Truth.True || (mayBeOpen && truth == Truth.Unknown))) ? json : null;
    }

    private bool Holds(string json, string version, string key) => Array.TrueForAll(
        Parse(json, version).ConditionArray,
        condition => !condition.Key.Equals(key, StringComparison.OrdinalIgnoreCase) || ConditionEvaluator.Evaluate(condition, this) == Truth.True);

    private static Statement Parse(string json, string version) => PolicyDocument.Parse($$"""{"Version":"{{version}}","Statement":[{{json}}]}""").StatementArray[0];

    // A statement for a purpose of its own, such as tags that come with a creation, goes round no condition.
    private IEnumerable<RemedyStep> BesideBounds(Cause cause, IReadOnlyList<BoundAllow> bounds)
    {
        // Nor does one for a call that can never have what the condition asks for: it was never what the condition kept out (DEP-05).
        var own = _dialect.ConditionsOf(_request, cause.Layer);
        var isOneMore = IsOneMoreCaller(cause, bounds, own);
        if (!AreNeverThere(bounds) && !isOneMore && !own.Any(condition => _dialect.IsPurposeOfItsOwn(condition.Key)))
        {
            return [];
        }

        var carried = bounds[0].Statement.ConditionArray.Where(condition => !bounds[0].Failing.Contains(condition)).Select(AsWritten).ToList();
        var isForStranger = IsForStranger(cause, bounds[0]) && (isOneMore || bounds[0].Failing.Any(condition => _dialect.TellsWhoCalls(condition.Key)));
        return Allow(cause, carried).Where(step => step.Change is { IsAddition: true }).Select(step => !isForStranger ? step : step with
        {
            Kind = RemediationKind.GuardrailChange,
            IsForStranger = true,
            Notes = [.. step.Notes, RemedyMessages.LetsInStranger(cause.Layer, bounds[0].Policy, bounds[0].Statement)],
        });
    }

    private bool AreNeverThere(IReadOnlyList<BoundAllow> bounds) => bounds.All(bound => bound.Failing.All(condition => !_dialect.CanHave(_request, condition.Key)));

    // Where statements are only added, one for the caller that came is what a further value in the one that is there would be.
    private bool IsOneMoreCaller(Cause cause, IReadOnlyList<BoundAllow> bounds, IReadOnlyList<(string Operator, string Key, string Value)> own) =>
        bounds[0].Failing.All(condition => _dialect.TellsWhoCalls(condition.Key) && Lookup(condition.Key).IsKnown
            && own.Any(other => other.Key.Equals(condition.Key, StringComparison.OrdinalIgnoreCase)))
        && _dialect.PlaceOf(cause.Layer, cause.AttachedTo ?? bounds[0].Policy.AttachedTo) is { ReplacesStatements: false };

    private IReadOnlyList<RemedyStep> OfMissing(Cause cause, IEnumerable<StatementTrace> traces)
    {
        // Another statement for this very action says under which conditions it is meant to be allowed.
        var model = traces.FirstOrDefault(trace => trace.FailedElement is StatementElement.Resource or StatementElement.Principal
            && trace.Statement is { ConditionArray.Length: > 0, Actions: { IsNegated: false } actions } && actions.Values.All(value => value.Trim('*').Length > 0));
        if (model is null)
        {
            return Allow(cause, []);
        }

        var failing = Bound(model).Failing;
        var holding = model.Statement.ConditionArray.Except(failing).Where(condition => !_dialect.TellsWhoCalls(condition.Key)).Select(AsWritten).ToList();
        if (failing.Count == 0 || _caller.ToMeet(cause.Layer, model.Policy, model.Statement, failing) is not { } way)
        {
            return Allow(cause, holding);
        }

        // What another statement demands would be another thing to act on: the one that was asked for is what is allowed, and no other.
        if (way.IsForAnotherThing)
        {
            return Allow(cause, [.. holding, .. failing.Select(OfRequest).OfType<WrittenCondition>()]);
        }

        return [.. Allow(cause, [.. holding, .. failing.Select(AsWritten)]).Where(step => step.Change is { IsAddition: true }).Select(step => step with
        {
            Sets = way.Sets,
            Demands = way.Demands,
            Words = way.Words,
            Page = way.Page,
            CanBeSimulated = step.CanBeSimulated && way.CanBeSimulated,
        })];
    }

    // Within one account a policy of the resource that names the caller is enough: without the conditions of the caller's own Allow it would make them void.
    private IReadOnlyList<RemedyStep> Allow(Cause cause, IReadOnlyList<WrittenCondition> carried)
    {
        if (!OwnBounds.IsOwners(cause.Layer) || OwnBounds.Of(_request, _policies) is not { } own)
        {
            return _writer.Allow(cause, _policies, carried);
        }

        // Where they refuse the call, a statement with them would not let it through: it is another decision than a grant, and confined to what the call has.
        var isRefused = own.Refusing.Count > 0;
        var kept = own.Statement.ConditionArray.Select(condition => isRefused && own.Failing.Contains(condition) ? OfRequest(condition) : AsWritten(condition)).OfType<WrittenCondition>()
            .Where(condition => !carried.Any(other => other.Key.Equals(condition.Key, StringComparison.OrdinalIgnoreCase)
                && other.Operator.Equals(condition.Operator, StringComparison.OrdinalIgnoreCase)));
        var steps = _writer.Allow(cause, _policies, [.. carried, .. kept]);
        return isRefused ? [.. steps.Select(step => step with { Kind = RemediationKind.GuardrailChange })] : steps;
    }

    private WrittenCondition? OfRequest(Condition condition) => Lookup(condition.Key) is { Count: 1 } value && condition.Operator is { IsNegated: false, IsNull: false }
        && !condition.OperatorName.StartsWith("Bool", StringComparison.OrdinalIgnoreCase)
        ? new(condition.OperatorName, condition.Key, [value[0]]) : null;

    private static WrittenCondition AsWritten(Condition condition) => new(condition.OperatorName, condition.Key, condition.Values, IsAsWritten: true);

    private sealed record BoundAllow(AttachedPolicy Policy, Statement Statement, IReadOnlyList<Condition> Failing);
}
