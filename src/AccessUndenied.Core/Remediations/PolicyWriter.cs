using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>Writes the changes that allow a refused request: exactly its action, on exactly its resource.</summary>
internal sealed class PolicyWriter
{
    private readonly IPolicyDialect _dialect;
    private readonly AuthorizationRequest _request;
    private readonly IReadOnlyList<UnavailableEvidence> _unread;
    private readonly IReadOnlyList<WrittenCondition> _demands;

    /// <param name="dialect">How policies are written.</param>
    /// <param name="request">The request, with what is to be changed about it.</param>
    /// <param name="unread">What could not be read.</param>
    /// <param name="demands">The conditions for which something of the request is changed: what it has then is an example, and no value for a policy.</param>
    public PolicyWriter(IPolicyDialect dialect, AuthorizationRequest request, IReadOnlyList<UnavailableEvidence> unread, IReadOnlyList<WrittenCondition> demands)
    {
        _demands = demands;
        _dialect = dialect;
        _request = request;
        _unread = unread;
    }

    /// <summary>Whether the policy is longer after the change than the provider accepts.</summary>
    public static bool IsTooLong(PolicyChange change) =>
        change.FullWith is not null || HasTooManyStatements(change) || BeyondQuota(change) is not null || (LongestOf(change) is { } most && change.SharedLength + Longest(change) > most
            && change.SharedLength + LengthOf(change) > most);

    /// <summary>Whether the policy has more statements after the change than the provider accepts.</summary>
    public static bool HasTooManyStatements(PolicyChange change) =>
        change.MostStatements is { } most && change.AddedStatements.Count > 0 && StatementsOf(change) > most;

    /// <summary>What else of the policy after the change its service does not accept; null where nothing is known to be.</summary>
    public static string? BeyondQuota(PolicyChange change) => change.IsAddition || change is PolicyChange.WidenAllow ? change.BeyondQuota?.Invoke(change.Document) : null;

    public static int StatementsOf(PolicyChange change) => (change.Policy?.Document?.StatementArray.Length ?? 0) + change.AddedStatements.Count;

    // Old and new text together are longer than the document can become: mostly that tells without writing it.
    private static int Longest(PolicyChange change) =>
        (change.Policy?.Document?.Json.Length ?? 0) + change.Json.Length + change.StatementJson.Length + change.AddedStatements.Sum(text => text.Length);

    public static int? LongestOf(PolicyChange change) => change.LongestPolicy;

    public static int LengthOf(PolicyChange change)
    {
        var text = change.Document;
        return text.Length - text.Count(char.IsWhiteSpace);
    }

    /// <summary>The changes that each allow the request where <paramref name="cause"/> lacks it, none where nothing can be written.</summary>
    /// <param name="cause">What lacks the allow.</param>
    /// <param name="policies">The policies as they are by now.</param>
    /// <param name="carried">Conditions that the new statement carries beside its own.</param>
    public IReadOnlyList<RemedyStep> Allow(Cause cause, PolicySet policies, IReadOnlyList<WrittenCondition> carried)
    {
        if (FullAccess(cause, policies) is { } attached)
        {
            return [new(RemediationKind.Grant) { Change = attached }];
        }

        var isOwners = cause.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust;
        if (isOwners && policies.ResourcePolicy is { Name: not PolicyEdits.Proposed } present && !_dialect.CanChange(present))
        {
            return [];
        }

        var names = StatementWriter.NamesPrincipal(cause.Layer);
        var missing = names ? _dialect.WhatTells(_request.Principal) : null;
        if (names && CallerIn(cause.Layer) is null)
        {
            // Nobody else is let in for want of a name; but that nothing is written is said.
            return missing is null ? [] : [new(RemediationKind.Grant) { Words = RemedyMessages.NameTheCaller(missing), CanBeSimulated = false }];
        }

        if (_dialect.PlaceOf(cause.Layer, TargetOf(cause, policies)) is not { } place || !_dialect.IsActionName(_request.Action))
        {
            return [];
        }

        // A pattern that stands for "some resource of this kind" is no name for an owner's policy to grant, and neither is what it would be as a name.
        if (names && _request.Provenance.ResourceCertainty == Certainty.Guess && _request.Resource is { IsAny: false, Value: { } guess } && !PatternText.IsPlain(guess)
            && cause.Layer != PolicyLayer.RoleTrust && IsExact(cause.Layer))
        {
            return [new(RemediationKind.Grant) { Words = RemedyMessages.NameTheResource(_request), CanBeSimulated = false }];
        }

        var existing = Existing(cause, policies);
        var placeholders = _dialect.PlaceholdersOf(_request, cause.Layer);
        List<WrittenCondition> conditions =
        [
            .. (names ? _dialect.CallerConditionsOf(_request.Principal, cause.Layer) : []).Select(condition =>
                new WrittenCondition(condition.Operator, condition.Key, [condition.Value], IsAsWritten: true)),
            .. Own(cause.Layer, carried),
            .. placeholders.Select(condition => new WrittenCondition(condition.Operator, condition.Key, [condition.Value], IsAsWritten: true)),
            .. carried,
        ];
        var notes = placeholders.Select(condition => RemedyMessages.FillIn(condition.Key, condition.Value)).ToList();

        // Policies that hang alone must take the statement themselves; others get a companion. What is there stays as it is written: a value added
        // to it would say once more what it already allows.
        var own = cause.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.PermissionsBoundary or PolicyLayer.VpcEndpoint ? existing.FirstOrDefault()
            : place.HoldsOnePolicy ? existing.Find(policy => policy.Origin == PolicyOrigin.Inline) : null;
        if (cause.Layer == PolicyLayer.PermissionsBoundary && own is null)
        {
            return [];
        }

        if (Added(cause, policies, place, own, conditions) is not { } added)
        {
            // Then another version of the language is what is lacking.
            return own?.Document is { Version: var old } && old != _dialect.Version && Added(cause, policies, place, null, conditions) is not null
                ? [new(RemediationKind.Grant) { Words = RemedyMessages.NameCannotBeWritten(cause.Layer, old, _dialect.Version, _request.Resource.ToString()), CanBeSimulated = false }]
                : [];
        }

        return
        [
            new(RemediationKind.Grant)
            {
                Change = PolicyRoom.Measured(added, _dialect, policies) with { HasPlaceholders = placeholders.Count > 0 },
                Notes = missing is null ? notes : [.. notes, RemedyMessages.TellsTheCaller(missing)],
                Words = IsOnGuess ? RemedyMessages.NameTheResource(_request) : "",
                CanBeSimulated = notes.Count == 0 && !IsOnGuess,
            },
        ];
    }

    // Some resource of a kind, or any: what is simulated for it says nothing of the one that was asked for, and a grant on all of them is more than was asked.
    // A wildcard that no caller wrote and the provider does not ask on stands for a name that nobody knows.
    private bool IsOnGuess => (_request.Provenance.ResourceCertainty == Certainty.Guess || (_request.Provenance.ResourceCertainty == Certainty.Likely && !_request.HasNamedWildcards
            && !_request.Resource.IsAny && _request.Resource.Value.AsSpan().ContainsAny('*', '?'))) && !PatternText.IsPlain(_request.Resource.Value)
        && !_dialect.AsksOnPattern(_request) && _dialect.ResourceOf(_request) is null;

    private WrittenCondition? DemandOf(string key) => _demands.FirstOrDefault(demand => demand.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    // What another statement demands of a key stands: the value that the caller sent is no reason to demand another one, unless it is one of several.
    private IEnumerable<WrittenCondition> Own(PolicyLayer layer, IReadOnlyList<WrittenCondition> carried) =>
        from condition in Grouped(_dialect.ConditionsOf(_request, layer))
        where carried.Where(other => other.Key.Equals(condition.Key, StringComparison.OrdinalIgnoreCase)).All(other => other.Values.Count > 1
            && other.Operator.Equals(condition.Operator, StringComparison.OrdinalIgnoreCase) && condition.Values.All(value => other.Values.Contains(value)))
        select DemandOf(condition.Key) ?? condition;

    // What a set may hold is one test with all its values.
    private static IEnumerable<WrittenCondition> Grouped(IReadOnlyList<(string Operator, string Key, string Value)> conditions) =>
        conditions.Select((condition, index) => (condition, Group: condition.Operator.StartsWith("For", StringComparison.Ordinal) ? condition.Operator + ' ' + condition.Key : $"{index}"))
            .GroupBy(item => item.Group, item => item.condition, StringComparer.Ordinal)
            .Select(group => new WrittenCondition(group.First().Operator, group.First().Key, [.. group.Select(condition => condition.Value)]));

    /// <summary>Whether policies of <paramref name="layer"/> grant nothing and only limit what others grant.</summary>
    public static bool IsLimit(PolicyLayer layer) => layer is PolicyLayer.PermissionsBoundary or PolicyLayer.ServiceControl or PolicyLayer.ResourceControl or PolicyLayer.VpcEndpoint;

    /// <summary>The change that puts <paramref name="json"/> in place of <paramref name="statement"/>, an Allow; null where the policy cannot be changed.</summary>
    public PolicyChange? Widen(Cause cause, PolicySet policies, AttachedPolicy policy, Statement statement, string json) =>
        _dialect.CanChange(policy) && IsOfCallerAlone(cause.Layer, policy, policies)
            && _dialect.PlaceOf(cause.Layer, HolderOf(cause, policies, policy)) is { ReplacesStatements: true } place
            && Widened(cause, place, policy, statement, json) is { } widened
            ? PolicyRoom.Measured(widened, _dialect, policies) : null;

    // A policy of a group is everybody's in it; to change it for one member is not asked for.
    private bool IsOfCallerAlone(PolicyLayer layer, AttachedPolicy policy, PolicySet policies) =>
        layer != PolicyLayer.Identity || policy.AttachedTo is null || policy.AttachedTo == _request.Principal.EntityId || policies.Identity.Contains(policy);

    private PolicyChange.WidenAllow? Widened(Cause cause, ChangePlace place, AttachedPolicy policy, Statement statement, string json) => policy.Document is not { } document ? null : new()
    {
        Layer = cause.Layer,
        AttachmentTarget = place.Target,
        CauseTarget = cause.AttachedTo,
        Policy = policy,
        Statement = statement,
        StatementJson = json,
        Json = json,
        MakeDocument = () => DocumentEditor.Apply(document, [(statement, json)]),
        Advice = AdviceOn(cause, place, policy),
        Opens = OpensMessages.OpensAllow([_request], cause.Layer, policy, place.Target == cause.AttachedTo ? cause.AttachedToName ?? place.Target : place.Target, IsExact(cause.Layer)),
        OpensMatches = (cause.Layer is PolicyLayer.Identity or PolicyLayer.Resource) && !IsExact(cause.Layer),
        For = [_request],
        WriteScripts = _dialect.ScriptsOf,
    };

    private PolicyChange.AddStatements? Added(Cause cause, PolicySet policies, ChangePlace place, AttachedPolicy? policy, IReadOnlyList<WrittenCondition> conditions)
    {
        var version = policy?.Document?.Version ?? _dialect.Version;
        var namesResource = _dialect.NamesResource(cause.Layer, place.Target);
        var resource = namesResource ? ResourceElement(version) : null;
        if ((resource is null && namesResource)
            || StatementWriter.Write(_request, cause.Layer, version, CallerIn(cause.Layer), resource, conditions) is not { } statement)
        {
            return null;
        }

        var single = Document([statement]);
        return new()
        {
            Layer = cause.Layer,
            AttachmentTarget = place.Target,
            CauseTarget = cause.AttachedTo,
            Policy = policy,
            CurrentDocumentKnown = policy is not null || (IsKnown(cause, place) && !IsUnreadable(cause.Layer, policies)),
            AddedStatements = [statement],
            Json = single,
            MakeDocument = () => policy?.Document is { } document ? DocumentEditor.Apply(document, [(null, statement)]) : single,
            Advice = AdviceOn(cause, place, policy),
            Opens = OpensMessages.OpensAllow([_request], cause.Layer, policy, cause.AttachedToName ?? place.Target, IsExact(cause.Layer), OpensMessages.Where(conditions)),
            OpensMatches = (cause.Layer is PolicyLayer.Identity or PolicyLayer.Resource) && !IsExact(cause.Layer),
            OpensWhere = OpensMessages.Where(conditions),
            For = [_request],
            WriteScripts = _dialect.ScriptsOf,
        };
    }

    /// <summary>A document of its own with <paramref name="statements"/>.</summary>
    public string Document(IEnumerable<string> statements) => $$"""{"Version":"{{_dialect.Version}}","Statement":[{{string.Join(',', statements)}}]}""";

    private string? AdviceOn(Cause cause, ChangePlace place, AttachedPolicy? policy) =>
        policy is not null && !_dialect.CanChange(policy) ? RemedyMessages.CopyOfProviderPolicy(policy)
        : policy is { Origin: PolicyOrigin.Managed } && cause.Layer == PolicyLayer.Identity ? null : place.Advice;

    // What the provider itself asks on as a pattern stays one; every other asterisk is part of a name.
    private (string Member, string Value)? ResourceElement(string version) => _dialect.ResourceOf(_request) is { } element ? element
        : _dialect.ResourcePatternOf(_request) is { } pattern
            ? (version == _dialect.Version || !pattern.Contains("${", StringComparison.Ordinal) ? ("Resource", pattern) : null)
        : PatternText.Resource(_request.Resource.ToString(), version) is { } text ? ("Resource", text) : null;

    private bool IsExact(PolicyLayer layer) => layer == PolicyLayer.RoleTrust || (!_dialect.AsksOnPattern(_request) && _dialect.ResourceOf(_request) is null);

    private PolicyChange.AttachPolicy? FullAccess(Cause cause, PolicySet policies)
    {
        if (_dialect.FullAccessOf(cause.Layer) is not { Document: { } document } full || cause.Layer != PolicyLayer.ServiceControl || cause.IsFromMessage
            || policies.ServiceControl.FirstOrDefault(node => node.AttachmentTarget == cause.AttachedTo) is not { } node
            || node.Policies.Any(policy => policy.Document is null || policy.Document.StatementArray.Any(statement => statement.Effect == Effect.Allow)))
        {
            return null;
        }

        var statements = document.StatementArray.Select(AllowWidener.JsonOf).ToList();
        return new()
        {
            Layer = cause.Layer,
            AttachmentTarget = cause.AttachedTo,
            CauseTarget = cause.AttachedTo,
            Attached = full,
            AddedStatements = statements,
            Json = Document(statements),
            Document = Document(statements),
            Advice = _dialect.AttachingOf(full, cause.AttachedTo ?? ""),
            Opens = OpensMessages.OpensFullAccess(full, cause.AttachedToName ?? cause.AttachedTo),
            For = [_request],
            WriteScripts = _dialect.ScriptsOf,
            LongestPolicy = _dialect.LongestPolicy(cause.Layer, PolicyOrigin.Inline),
        };
    }

    // A place with room for one document, of which nobody read what is there.
    private bool IsKnown(Cause cause, ChangePlace place) => cause.Layer switch
    {
        PolicyLayer.Resource or PolicyLayer.RoleTrust => !IsUnread(PolicyLayer.Resource) && !IsUnread(PolicyLayer.RoleTrust) && !cause.IsFromMessage,
        PolicyLayer.VpcEndpoint => !IsUnread(cause.Layer) && !cause.IsFromMessage,
        PolicyLayer.Identity => !place.HoldsOnePolicy || !IsUnread(cause.Layer),
        _ => true,
    };

    // What is there and cannot be read is not to be written over either.
    private static bool IsUnreadable(PolicyLayer layer, PolicySet policies) => layer switch
    {
        PolicyLayer.Resource or PolicyLayer.RoleTrust => policies.ResourcePolicy is { Name: not PolicyEdits.Proposed },
        PolicyLayer.VpcEndpoint => policies.VpcEndpoint.Any(policy => policy.Name != PolicyEdits.Proposed),
        _ => false,
    };

    private bool IsUnread(PolicyLayer layer) => _unread.Any(item => item.Layer == layer);

    private string? TargetOf(Cause cause, PolicySet policies) => cause.Layer switch
    {
        PolicyLayer.Resource => policies.ResourcePolicy?.AttachedTo ?? cause.AttachedTo,
        PolicyLayer.PermissionsBoundary => policies.PermissionsBoundaries is [var boundary, ..] ? boundary.Id ?? boundary.AttachedTo : null,
        PolicyLayer.VpcEndpoint => policies.VpcEndpoint is [var endpoint, ..] ? endpoint.AttachedTo ?? _request.NetworkEndpointId : _request.NetworkEndpointId,
        _ => cause.AttachedTo,
    };

    // A statement is changed where its policy lies, which may be another place than where the allow is missing: in a group of the caller, for one.
    private string? HolderOf(Cause cause, PolicySet policies, AttachedPolicy policy) => cause.Layer switch
    {
        PolicyLayer.Identity => policy.AttachedTo ?? cause.AttachedTo,
        PolicyLayer.PermissionsBoundary => policy.Id ?? policy.AttachedTo,
        PolicyLayer.VpcEndpoint => policy.AttachedTo ?? TargetOf(cause, policies),
        _ => TargetOf(cause, policies) ?? policy.AttachedTo,
    };

    // What hangs where the allow is missing, can be changed, and changes nothing for others.
    private List<AttachedPolicy> Existing(Cause cause, PolicySet policies)
    {
        IEnumerable<AttachedPolicy> candidates = cause.Layer switch
        {
            PolicyLayer.Identity => policies.Identity.Where(policy => policy.AttachedTo == _request.Principal.EntityId),
            PolicyLayer.PermissionsBoundary => policies.PermissionsBoundaries,
            PolicyLayer.VpcEndpoint => policies.VpcEndpoint,
            PolicyLayer.ServiceControl => policies.ServiceControl.FirstOrDefault(node => node.AttachmentTarget == cause.AttachedTo)?.Policies ?? [],
            PolicyLayer.Resource or PolicyLayer.RoleTrust => policies.ResourcePolicy is { } policy ? [policy] : [],
            _ => [],
        };
        return [.. candidates.Where(policy => policy.Name != PolicyEdits.Proposed && policy.Document is { Problems: var problems } && problems.All(problem => problem.IsWarning)
            && policy.FoundIn is null && (cause.Layer == PolicyLayer.PermissionsBoundary || _dialect.CanChange(policy)))];
    }

    // Anonymous callers are let in by opening the resource to everybody, which is said; a caller who is not known cannot be named at all.
    private (string Type, string Value)? CallerIn(PolicyLayer layer) => _dialect.NameOf(_request.Principal, layer) switch
    {
        { Type: "*" } everybody => everybody,
        { Value: var name } caller => PatternText.IsPlain(name) ? caller : null,
        null => _request.Principal.Kind == PrincipalKind.Anonymous ? ("*", "*") : null,
    };
}
