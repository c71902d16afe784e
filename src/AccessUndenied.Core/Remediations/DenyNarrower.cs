using System.Net;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>Narrows a Deny so that it no longer meets the request, in the ways that its author may have had in mind.</summary>
/// <remarks>
/// To exempt the caller opens the Deny for one; to exempt a value opens it for everybody who has that value, so that no value is exempted
/// that callers choose themselves.
/// </remarks>
internal sealed class DenyNarrower
{
    private readonly IPolicyDialect _dialect;
    private readonly AuthorizationRequest _request;
    private readonly Cause _cause;
    private readonly AttachedPolicy _policy;
    private readonly Statement _statement;
    private readonly ChangePlace _place;

    private DenyNarrower(IPolicyDialect dialect, AuthorizationRequest request, Cause cause, AttachedPolicy policy, Statement statement, ChangePlace place)
    {
        _dialect = dialect;
        _request = request;
        _cause = cause;
        _policy = policy;
        _statement = statement;
        _place = place;
    }

    public static IReadOnlyList<RemedyStep> Of(IPolicyDialect dialect, AuthorizationRequest request, Cause cause, AttachedPolicy policy, Statement statement, PolicySet policies)
    {
        if (!dialect.CanChange(policy) || policy.Document is null || dialect.IsNeverExempted(request) || dialect.RevokesCredentials(statement)
            || dialect.PlaceOf(cause.Layer, cause.AttachedTo) is not { ReplacesStatements: true } place)
        {
            return [];
        }

        var narrowing = new DenyNarrower(dialect, request, cause, policy, statement, place);
        return [.. narrowing.Changes().Select(change => new RemedyStep(RemediationKind.GuardrailChange)
        {
            Change = PolicyRoom.Measured(change, dialect, policies),

            // Nobody has asked for everybody else.
            CanBeSimulated = change is not PolicyChange.NarrowDeny { ExemptedKey: { } key, IsForEverybody: true },
            Notes = change is PolicyChange.NarrowDeny { ExemptedKey: { } exempted, IsForEverybody: true } ? [RemedyMessages.ExemptsEverybody(exempted)] : [],
        })];
    }

    private IEnumerable<PolicyChange> Changes()
    {
        if (PatternText.IsPlain(_request.Action) && _dialect.BelongsToLeftOutActions(_request, _statement))
        {
            yield return Narrowed(DocumentEditor.WithValue(_statement, "NotAction", _request.Action), null, OpensMessages.OpensAction(_request.Action));
        }

        var exemption = _dialect.ExemptionOf(_request);
        if (IsOfCallerAlone() && WithoutRequest() is { } lessNarrow)
        {
            yield return lessNarrow;
        }
        else if (exemption is { } caller && ExemptCaller(caller) is { } exempting)
        {
            yield return exempting with { MakesVoid = IsOfCallerAlone() };
        }

        foreach (var (oper, key, text) in _dialect.NarrowingOf(_request, _statement))
        {
            var json = ConditionEditor.WithValue(AllowWidener.JsonOf(_statement), oper, key, text);
            if (!ConditionEditor.Has(_statement, oper, key) && OfCallerAlone(json, key, exemption, OpensMessages.OpensForCallerWithout(_request, key, text, _statement)) is { } forwarded)
            {
                yield return forwarded;
            }
        }

        foreach (var condition in _statement.ConditionArray)
        {
            if (condition.Operator is { IsNegated: true, Quantifier: Quantifier.None } && _request.Context[condition.Key] is { Count: 1 } value
                && !_dialect.IsChosenByCaller(condition.Key) && _dialect.MayExemptBy(_request, condition.Key) && !condition.Key.Equals(exemption?.Key, StringComparison.OrdinalIgnoreCase)
                && Literal(condition.OperatorName, value[0]) is { } text)
            {
                var json = ConditionEditor.WithValue(AllowWidener.JsonOf(_statement), condition.OperatorName, condition.Key, text);
                yield return OfCallerAlone(json, condition.Key, exemption, OpensMessages.OpensForCallerWith(_request, condition.Key, value[0], _statement))
                    ?? Narrowed(json, condition.Key, OpensMessages.OpensForValue(condition.Key, value[0], _statement)) with { IsForEverybody = true };
            }
        }
    }

    // The deny is lifted for nobody else: it stays as it is for all but the caller, and a second one that was narrowed is the caller's.
    private PolicyChange.NarrowDeny? OfCallerAlone(string json, string key, (string Operator, string Key, string Value)? exemption, string opens)
    {
        if (IsOfCallerAlone())
        {
            return Narrowed(json, key, opens);
        }

        if (exemption is not { Operator: not "Null" } caller || ExemptCaller(caller) is not { } others || PositiveOf(caller.Operator) is not { } only
            || _statement.ConditionArray.Any(condition => condition.Key.Equals(caller.Key, StringComparison.OrdinalIgnoreCase) && !condition.Operator.IsNegated)
            || Literal(only, caller.Value) is not { } name)
        {
            return null;
        }

        var own = DocumentEditor.Without(ConditionEditor.WithValue(json, only, caller.Key, name), "Sid");
        return others with
        {
            AddedStatements = [own],
            ExemptedKey = key,
            Opens = opens,
            MakeDocument = () => DocumentEditor.Apply(_policy.Document!, [(_statement, others.StatementJson), (null, own)]),
        };
    }

    private static string? PositiveOf(string operatorName) =>
        operatorName.StartsWith("ArnNot", StringComparison.Ordinal) ? "ArnEquals" : operatorName.StartsWith("StringNotEquals", StringComparison.Ordinal) ? "StringEquals" : null;

    // Then to exempt the caller is to take the Deny away.
    private bool IsOfCallerAlone() => _request.Principal.EntityId is { } entity
        && (_statement.Principals is { } principals
            ? !principals.IsNegated && principals.Entries.All(entry => entry.Value == entity || entry.Value == _request.Principal.Id)
            : _cause.Layer is PolicyLayer.Identity or PolicyLayer.PermissionsBoundary && (_policy.Origin == PolicyOrigin.Inline || _policy.IsAttachedOnce)
                && _policy.AttachedTo == entity);

    private PolicyChange.NarrowDeny? WithoutRequest()
    {
        var isOneResource = _cause.Layer == PolicyLayer.Resource && _dialect is IAccessRules rules && rules.ResourcesOf(_place.Target ?? "") is [_];
        var (statements, frees) = NarrowerDeny.Of(
            _statement, _request, _dialect.NamesResource(_cause.Layer, _place.Target) && !isOneResource,
            (actions, onResourceAlone) => _dialect.ActionsBut(_request, actions, _cause.Layer, onResourceAlone || isOneResource),
            _dialect.CanActOn);
        return statements.Count == 0 ? null : Narrowed(statements[0], null, OpensMessages.OpensRequest(_request, frees)) with
        {
            Frees = frees,
            AddedStatements = [.. statements.Skip(1)],
            MakeDocument = () => DocumentEditor.Apply(_policy.Document!, statements.Select((text, index) => (index == 0 ? _statement : null, text))),
        };
    }

    private PolicyChange.NarrowDeny? ExemptCaller((string Operator, string Key, string Value) exemption)
    {
        // A list of exempted callers that is there already takes one more.
        var list = _statement.ConditionArray.FirstOrDefault(condition => condition.Operator is { IsNegated: true, Quantifier: Quantifier.None }
            && condition.Key.Equals(exemption.Key, StringComparison.OrdinalIgnoreCase));
        var name = list?.OperatorName ?? exemption.Operator;
        if (ConditionEditor.Has(_statement, "Null", exemption.Key) || Literal(name, exemption.Value) is not { } text)
        {
            return null;
        }

        return Narrowed(
            ConditionEditor.WithValue(AllowWidener.JsonOf(_statement), name, exemption.Key, text), exemption.Key,
            exemption.Operator == "Null" ? OpensMessages.OpensForKind(exemption.Key, _statement) : OpensMessages.OpensForCaller(exemption.Value, _statement));
    }

    private string? Literal(string operatorName, string value)
    {
        var version = _policy.Document!.Version;
        if (operatorName.Contains("IpAddress", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.TryParse(value, out _) ? value : null;
        }

        var isPattern = operatorName.Contains("Like", StringComparison.OrdinalIgnoreCase) || operatorName.Contains("Arn", StringComparison.OrdinalIgnoreCase);
        return isPattern ? PatternText.Pattern(value, version) : PatternText.Exact(value, version);
    }

    private PolicyChange.NarrowDeny Narrowed(string json, string? key, string opens) => new()
    {
        Layer = _cause.Layer,
        AttachmentTarget = _place.Target,
        CauseTarget = _cause.AttachedTo,
        Policy = _policy,
        Statement = _statement,
        StatementJson = json,
        Json = json,
        MakeDocument = () => DocumentEditor.Apply(_policy.Document!, [(_statement, json)]),
        Advice = _place.Advice,
        Opens = opens,
        ExemptedKey = key,
        For = [_request],
        WriteScripts = _dialect.ScriptsOf,
    };
}
