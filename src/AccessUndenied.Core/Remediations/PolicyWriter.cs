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
    // Policies are pasted into consoles and terminals by people: quotes, slashes and angle brackets stay readable.
    private static readonly JsonWriterOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IPolicyDialect _dialect;
    private readonly AuthorizationRequest _request;

    public PolicyWriter(IPolicyDialect dialect, AuthorizationRequest request)
    {
        _dialect = dialect;
        _request = request;
    }

    /// <summary>The change that mends <paramref name="cause"/>; null where none can be written.</summary>
    public PolicyChange? ChangeFor(Cause cause, PolicySet policies)
    {
        if (cause.Decision == Decision.ExplicitDeny)
        {
            return cause.Statement is { } statement && cause.Policy is { } policy ? Narrow(cause, policy, statement) : null;
        }

        return new()
        {
            Layer = cause.Layer,
            IsAddition = true,
            AttachmentTarget = cause.Layer switch
            {
                PolicyLayer.Resource => policies.ResourcePolicy?.AttachedTo ?? cause.AttachedTo,
                PolicyLayer.PermissionsBoundary => policies.PermissionsBoundaries is [var boundary, ..] ? boundary.Id ?? boundary.AttachedTo : null,
                PolicyLayer.VpcEndpoint => policies.VpcEndpoint is [var endpoint, ..] ? endpoint.AttachedTo ?? _request.NetworkEndpointId : _request.NetworkEndpointId,
                _ => cause.AttachedTo,
            },
            CauseTarget = cause.AttachedTo,
            Json = NewPolicy(cause.Layer),
        };
    }

    private string NewPolicy(PolicyLayer layer) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Version", _dialect.Version);
        writer.WriteStartArray("Statement");
        WriteAllow(writer, layer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private void WriteAllow(Utf8JsonWriter writer, PolicyLayer layer)
    {
        var namesPrincipal = layer is PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.VpcEndpoint or PolicyLayer.ResourceControl;
        writer.WriteStartObject();
        writer.WriteString("Effect", "Allow");
        if (namesPrincipal)
        {
            writer.WritePropertyName("Principal");
            if (_dialect.NameOf(_request.Principal) is { } name)
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
            writer.WriteString("Resource", _request.Resource.Value);
        }

        writer.WriteEndObject();
    }

    // A Deny that exempts values gets one more; any other exempts the caller.
    private PolicyChange? Narrow(Cause cause, AttachedPolicy policy, Statement statement)
    {
        var exempting = statement.ConditionArray.FirstOrDefault(condition => condition.Operator is { IsNegated: true } && Exemptible(condition));
        var json = exempting is not null
            ? Rewrite(statement, exempting.OperatorName, exempting.Key, _request.Context[exempting.Key][0])
            : _dialect.ExemptionOf(_request.Principal) is { } exemption ? Rewrite(statement, exemption.Operator, exemption.Key, exemption.Value) : null;
        return json is null ? null : new()
        {
            Layer = cause.Layer,
            IsAddition = false,
            AttachmentTarget = cause.AttachedTo,
            Policy = policy,
            Replaces = statement,
            Json = json,
        };
    }

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
        using (var writer = new Utf8JsonWriter(stream, s_options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
