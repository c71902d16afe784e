using System.Text;
using System.Text.Json;
using AccessUndenied.Conditions;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>Writes the policies and statements that remedy a refused request: exactly its action, on exactly its resource.</summary>
internal sealed class PolicyWriter
{
    private readonly IPolicyDialect _dialect;
    private readonly AuthorizationRequest _request;

    private readonly IReadOnlyList<UnavailableEvidence> _unread;

    public PolicyWriter(IPolicyDialect dialect, AuthorizationRequest request, IReadOnlyList<UnavailableEvidence> unread)
    {
        _dialect = dialect;
        _request = request;
        _unread = unread;
    }

    /// <summary>The changes that each mend <paramref name="cause"/>, the one that opens least first; none where nothing can be changed.</summary>
    public IReadOnlyList<PolicyChange> ChangesFor(Cause cause, PolicySet policies)
    {
        var changes = cause.Decision == Decision.ExplicitDeny
            ? cause.Statement is { } statement && cause.Policy is { } policy ? Narrow(cause, policy, statement) : []
            : Allow(cause, policies);
        return [.. changes.OrderBy(change => IsTooLong(change) ? 1 : 0)];
    }

    /// <summary>Whether the policy is longer after the change than the provider accepts.</summary>
    public static bool IsTooLong(PolicyChange change) =>
        LongestOf(change) is { } most && Longest(change) > most && LengthOf(change) > most;

    // Old and new text together are longer than the document can become: mostly that tells without writing it.
    private static int Longest(PolicyChange change) => (change.Policy?.Document?.Json.Length ?? 0) + change.Json.Length + change.StatementJson.Length;

    public static int? LongestOf(PolicyChange change) => change.Dialect?.LongestPolicy(change.Layer, change.Policy?.Origin ?? PolicyOrigin.Inline);

    public static int LengthOf(PolicyChange change)
    {
        var text = change.Document;
        return text.Length - text.Count(char.IsWhiteSpace);
    }

    private List<PolicyChange> Allow(Cause cause, PolicySet policies)
    {
        var changes = new List<PolicyChange>();
        if (_dialect.PlaceOf(cause.Layer, TargetOf(cause, policies)) is not { } place || (NamesPrincipal(cause.Layer) && NameOfCaller is null))
        {
            return changes;
        }

        var existing = Existing(cause, policies);
        var conditions = _dialect.ConditionsOf(_request, cause.Layer);
        foreach (var policy in existing)
        {
            if (conditions.Count == 0 && Fitting(policy, cause.Layer) is { } fit)
            {
                changes.Add(Added(cause, place, policy, fit.Statement, fit.Json));
            }
        }

        // Policies that hang alone must take the statement themselves; others get a companion.
        var statement = Statement(cause.Layer, conditions);
        var own = cause.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.PermissionsBoundary or PolicyLayer.VpcEndpoint ? existing.FirstOrDefault()
            : place.HoldsOnePolicy ? existing.Find(policy => policy.Origin == PolicyOrigin.Inline) : null;
        if (cause.Layer != PolicyLayer.PermissionsBoundary || own is not null)
        {
            changes.Add(Added(cause, place, own, null, statement));
        }

        return changes;
    }

    private PolicyChange Added(Cause cause, ChangePlace place, AttachedPolicy? policy, Statement? widens, string statement)
    {
        var single = $$"""{"Version":"{{_dialect.Version}}","Statement":[{{Statement(cause.Layer, _dialect.ConditionsOf(_request, cause.Layer))}}]}""";
        return new()
        {
            Layer = cause.Layer,
            IsAddition = true,
            AttachmentTarget = place.Target,
            CauseTarget = cause.AttachedTo,
            Policy = policy,
            CurrentDocumentKnown = policy is not null || IsKnown(cause, place),
            Widens = widens,
            StatementJson = statement,
            Json = single,
            MakeDocument = () => policy?.Document is { } document ? DocumentEditing.Apply(document, [(widens, statement)]) : single,
            Advice = policy is not null && !_dialect.CanChange(policy) ? Messages.CopyOfProviderPolicy(policy)
                : policy is { Origin: PolicyOrigin.Managed } && cause.Layer == PolicyLayer.Identity ? null : place.Advice,
            Opens = Messages.OpensAllow(_request, cause.Layer, policy, cause.AttachedToName ?? place.Target),
            Dialect = _dialect,
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

    private bool IsUnread(PolicyLayer layer) => _unread.Any(item => item.Layer == layer);

    private string? TargetOf(Cause cause, PolicySet policies) => cause.Layer switch
    {
        PolicyLayer.Resource => policies.ResourcePolicy?.AttachedTo ?? cause.AttachedTo,
        PolicyLayer.PermissionsBoundary => policies.PermissionsBoundaries is [var boundary, ..] ? boundary.Id ?? boundary.AttachedTo : null,
        PolicyLayer.VpcEndpoint => policies.VpcEndpoint is [var endpoint, ..] ? endpoint.AttachedTo ?? _request.NetworkEndpointId : _request.NetworkEndpointId,
        _ => cause.AttachedTo,
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
        return [.. candidates.Where(policy => policy.Document is { Problems: var problems } && problems.All(problem => problem.IsWarning)
            && (cause.Layer == PolicyLayer.PermissionsBoundary || _dialect.CanChange(policy)))];
    }

    // A statement that differs in one value alone: with that value added it allows the request and nothing else.
    private (Statement Statement, string Json)? Fitting(AttachedPolicy policy, PolicyLayer layer)
    {
        foreach (var statement in policy.Document!.StatementArray)
        {
            if (statement is not { Effect: Effect.Allow, Problem: null, ConditionArray.Length: 0, Actions: { IsNegated: false } actions })
            {
                continue;
            }

            var sameAction = actions.Values is [var action] && action.Equals(_request.Action, StringComparison.OrdinalIgnoreCase);
            var sameResource = layer == PolicyLayer.RoleTrust || statement.Resources is { IsNegated: false, Values: [var resource] } && resource == _request.Resource.ToString();
            var samePrincipal = !NamesPrincipal(layer) || (statement.Principals is { IsNegated: false, Entries: [var entry] } && (entry.Type, entry.Value) == NameOfCaller);
            if (sameAction && !sameResource && samePrincipal && statement.Resources is { IsNegated: false } && layer != PolicyLayer.RoleTrust)
            {
                return (statement, DocumentEditing.WithValue(statement, "Resource", Literal(_request.Resource.ToString())));
            }

            if (!sameAction && sameResource && samePrincipal)
            {
                return (statement, DocumentEditing.WithValue(statement, "Action", _request.Action));
            }

            if (sameAction && sameResource && statement.Principals is { IsNegated: false } others && others.Entries.All(item => item.Type == "AWS") && NameOfCaller is { } name)
            {
                return (statement, DocumentEditing.WithPrincipal(statement, name.Type, name.Value));
            }
        }

        return null;
    }

    private static bool NamesPrincipal(PolicyLayer layer) =>
        layer is PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.VpcEndpoint or PolicyLayer.ResourceControl;

    // Anonymous callers are let in by opening the resource to everybody, which is said; a caller who is not known cannot be named at all.
    private (string Type, string Value)? NameOfCaller =>
        _dialect.NameOf(_request.Principal) ?? (_request.Principal.Kind == PrincipalKind.Anonymous ? ("*", "*") : null);

    private string Statement(PolicyLayer layer, IReadOnlyList<(string Operator, string Key, string Value)> conditions) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Effect", "Allow");
        if (NamesPrincipal(layer))
        {
            writer.WritePropertyName("Principal");
            if (NameOfCaller is { Type: not "*" } name)
            {
                writer.WriteStartObject();
                writer.WriteString(name.Type, name.Value);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteStringValue("*");
            }
        }

        writer.WriteString("Action", _request.Action);
        if (layer != PolicyLayer.RoleTrust)
        {
            writer.WriteString("Resource", Literal(_request.Resource.ToString()));
        }

        if (conditions.Count > 0)
        {
            WriteNewConditions(writer, conditions);
        }

        writer.WriteEndObject();
    });

    // A name that spells a variable stands for itself (VAR-05).
    private static string Literal(string text) => text.Replace("${", "${$}{", StringComparison.Ordinal);

    private static void WriteNewConditions(Utf8JsonWriter writer, IReadOnlyList<(string Operator, string Key, string Value)> conditions)
    {
        writer.WriteStartObject("Condition");
        foreach (var group in conditions.GroupBy(condition => condition.Operator, StringComparer.Ordinal))
        {
            writer.WriteStartObject(group.Key);
            foreach (var (_, key, value) in group)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    // To exempt the caller opens the Deny for one; to exempt a value opens it for everybody who has that value.
    private List<PolicyChange> Narrow(Cause cause, AttachedPolicy policy, Statement statement)
    {
        var changes = new List<PolicyChange>();
        if (!_dialect.CanChange(policy) || _dialect.PlaceOf(cause.Layer, cause.AttachedTo) is not { } place)
        {
            return changes;
        }

        if (_dialect.ExemptionOf(_request.Principal) is { } exemption)
        {
            // A list of exempted callers that is there already takes one more.
            var list = statement.ConditionArray.FirstOrDefault(condition => condition.Operator is { IsNegated: true, Quantifier: Quantifier.None }
                && condition.Key.Equals(exemption.Key, StringComparison.OrdinalIgnoreCase));
            changes.Add(Narrowed(
                cause, place, policy, statement, Rewrite(statement, list?.OperatorName ?? exemption.Operator, exemption.Key, exemption.Value),
                Messages.OpensForCaller(exemption.Value, statement)));
        }

        foreach (var condition in statement.ConditionArray.Where(condition => condition.Operator is { IsNegated: true } && Exemptible(condition)))
        {
            if (changes.Count > 0 && condition.Key.Equals(_dialect.ExemptionOf(_request.Principal)?.Key, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var value = _request.Context[condition.Key][0];
            changes.Add(Narrowed(cause, place, policy, statement, Rewrite(statement, condition.OperatorName, condition.Key, value), Messages.OpensForValue(condition.Key, value, statement)));
        }

        return changes;
    }

    private PolicyChange Narrowed(Cause cause, ChangePlace place, AttachedPolicy policy, Statement statement, string json, string opens) => new()
    {
        Layer = cause.Layer,
        IsAddition = false,
        AttachmentTarget = place.Target,
        CauseTarget = cause.AttachedTo,
        Policy = policy,
        Replaces = statement,
        StatementJson = json,
        Json = json,
        MakeDocument = () => DocumentEditing.Apply(policy.Document!, [(statement, json)]),
        Advice = place.Advice,
        Opens = opens,
        Dialect = _dialect,
    };

    private bool Exemptible(Condition condition) => condition.Operator.Quantifier == Quantifier.None && _request.Context[condition.Key].Count == 1;

    private static string Rewrite(Statement statement, string operatorName, string key, string value)
    {
        using var document = JsonDocument.Parse(statement.Json);
        return Write(writer =>
        {
            writer.WriteStartObject();
            var written = false;
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name.Equals("Condition", StringComparison.OrdinalIgnoreCase))
                {
                    WriteConditions(writer, member.Value, operatorName, key, value);
                    written = true;
                }
                else
                {
                    member.WriteTo(writer);
                }
            }

            if (!written)
            {
                WriteConditions(writer, null, operatorName, key, value);
            }

            writer.WriteEndObject();
        });
    }

    private static void WriteConditions(Utf8JsonWriter writer, JsonElement? conditions, string operatorName, string key, string value)
    {
        writer.WriteStartObject("Condition");
        var merged = false;
        foreach (var item in conditions is { } given ? given.EnumerateObject().ToList() : [])
        {
            if (item.Name != operatorName)
            {
                item.WriteTo(writer);
                continue;
            }

            writer.WriteStartObject(item.Name);
            foreach (var pair in item.Value.EnumerateObject())
            {
                merged |= WritePair(writer, pair, key, value);
            }

            if (!merged)
            {
                writer.WriteString(key, value);
                merged = true;
            }

            writer.WriteEndObject();
        }

        if (!merged)
        {
            writer.WriteStartObject(operatorName);
            writer.WriteString(key, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static bool WritePair(Utf8JsonWriter writer, JsonProperty pair, string key, string value)
    {
        if (!pair.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
        {
            pair.WriteTo(writer);
            return false;
        }

        writer.WriteStartArray(pair.Name);
        foreach (var old in pair.Value.ValueKind == JsonValueKind.Array ? pair.Value.EnumerateArray().ToList() : [pair.Value])
        {
            old.WriteTo(writer);
        }

        writer.WriteStringValue(value);
        writer.WriteEndArray();
        return true;
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, DocumentEditing.Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
