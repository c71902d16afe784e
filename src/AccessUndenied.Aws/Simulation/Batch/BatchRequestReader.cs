using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Reads one request of the <c>simulate</c> format.</summary>
/// <remarks>Used by one thread at a time; the documents are shared through the cache.</remarks>
internal sealed partial class BatchRequestReader
{
    private static readonly string[] s_members =
    [
        "id", "principal", "action", "resource", "resourceAccount", "context", "unknownContextKeys", "identityPolicies", "permissionsBoundaries",
        "sessionPolicies", "resourcePolicy", "serviceControlPolicies", "resourceControlPolicies", "vpcEndpointPolicies",
        "principalInManagementAccount", "resourceInManagementAccount", "s3BlockPublicAccess",
    ];

    private readonly PolicyDocumentCache _cache;

    public BatchRequestReader(PolicyDocumentCache cache) => _cache = cache;

    /// <summary>Reads <paramref name="json"/>; what cannot be read is said in <see cref="BatchRequest.Error"/>.</summary>
    public BatchRequest Read(ReadOnlyMemory<byte> json)
    {
        var reading = new Reading();
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return new() { Error = Messages.RequestIsNoObject };
            }

            ReadMembers(ref reader, json, reading);
            while (reader.Read())
            {
                // Text after the object is an error that the reader reports itself.
            }

            return Finish(reading);
        }
        catch (JsonException exception)
        {
            return new() { Id = reading.Id, Error = Messages.RequestIsNoJson(exception) };
        }
        catch (InvalidOperationException)
        {
            // A text that is no valid UTF-8 or UTF-16.
            return new() { Id = reading.Id, Error = Messages.RequestIsNoText };
        }
    }

    private static BatchRequest Finish(Reading reading)
    {
        if (reading.Error is null)
        {
            reading.RequireAll();
        }

        if (reading.Error is not null || !AwsPrincipal.TryParse(reading.Principal, out var principal))
        {
            return new() { Id = reading.Id, Error = reading.Error ?? Messages.AtMember("principal", "the principal cannot be read") };
        }

        return new()
        {
            Id = reading.Id,
            Given = reading.Given,
            Policies = reading.Policies(),
            Request = new()
            {
                Principal = principal,
                Action = reading.Action!,
                Resource = new(reading.Resource!, reading.ResourceAccount),
                Context = reading.Context is null ? RequestContext.Empty : RequestContext.Of(reading.Context),
            },
        };
    }

    private void ReadMembers(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Reading reading)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadMember(ref reader, json, reading))
            {
                reading.Unknown(reader.GetString()!, s_members);
                reader.Read();
                reader.Skip();
            }
        }
    }

    private bool TryReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Reading reading)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            reading.Id = InOneLine(json[start..(int)reader.BytesConsumed]);
        }
        else if (reader.ValueTextEquals("principal"u8))
        {
            reading.Principal = ReadText(ref reader, reading, "principal", reading.Principal);
        }
        else if (reader.ValueTextEquals("action"u8))
        {
            reading.Action = ReadText(ref reader, reading, "action", reading.Action);
        }
        else if (reader.ValueTextEquals("resource"u8))
        {
            reading.Resource = ReadText(ref reader, reading, "resource", reading.Resource);
        }
        else if (reader.ValueTextEquals("resourceAccount"u8))
        {
            reading.ResourceAccount = ReadText(ref reader, reading, "resourceAccount", reading.ResourceAccount);
        }
        else if (reader.ValueTextEquals("context"u8))
        {
            ReadContext(ref reader, reading);
        }
        else if (reader.ValueTextEquals("unknownContextKeys"u8))
        {
            ReadUnknownKeys(ref reader, reading);
        }
        else
        {
            return TryReadPolicies(ref reader, json, reading) || TryReadFlag(ref reader, reading);
        }

        return true;
    }

    // It is repeated in the result as it is; blanks between its tokens may be line ends, which a result has only at its own end.
    private static ReadOnlyMemory<byte> InOneLine(ReadOnlyMemory<byte> id)
    {
        if (!Utf8.IsValid(id.Span))
        {
            throw new InvalidOperationException(Messages.RequestIsNoText);
        }

        if (!id.Span.ContainsAny((byte)'\r', (byte)'\n'))
        {
            return id;
        }

        var line = id.ToArray();
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }

    private bool TryReadPolicies(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Reading reading)
    {
        if (reader.ValueTextEquals("identityPolicies"u8))
        {
            reading.Identity = ReadList(ref reader, json, reading, "identityPolicies", GivenPolicies.Identity);
        }
        else if (reader.ValueTextEquals("permissionsBoundaries"u8))
        {
            reading.Boundaries = ReadList(ref reader, json, reading, "permissionsBoundaries", GivenPolicies.PermissionsBoundary);
        }
        else if (reader.ValueTextEquals("sessionPolicies"u8))
        {
            reading.Session = ReadList(ref reader, json, reading, "sessionPolicies", GivenPolicies.Session);
        }
        else if (reader.ValueTextEquals("vpcEndpointPolicies"u8))
        {
            reading.VpcEndpoint = ReadList(ref reader, json, reading, "vpcEndpointPolicies", GivenPolicies.VpcEndpoint);
        }
        else if (reader.ValueTextEquals("resourcePolicy"u8))
        {
            reader.Read();
            reading.Give(GivenPolicies.Resource, "resourcePolicy");
            reading.ResourcePolicy = reader.TokenType == JsonTokenType.Null ? null : ReadPolicy(ref reader, json, reading, "resourcePolicy");
        }
        else if (reader.ValueTextEquals("serviceControlPolicies"u8))
        {
            reading.ServiceControl = ReadNodes(ref reader, json, reading, "serviceControlPolicies", GivenPolicies.ServiceControl);
        }
        else if (reader.ValueTextEquals("resourceControlPolicies"u8))
        {
            reading.ResourceControl = ReadNodes(ref reader, json, reading, "resourceControlPolicies", GivenPolicies.ResourceControl);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TryReadFlag(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.ValueTextEquals("principalInManagementAccount"u8))
        {
            reading.PrincipalInManagementAccount = ReadFlag(ref reader, reading, "principalInManagementAccount", GivenPolicies.PrincipalInManagementAccount);
        }
        else if (reader.ValueTextEquals("resourceInManagementAccount"u8))
        {
            reading.ResourceInManagementAccount = ReadFlag(ref reader, reading, "resourceInManagementAccount", GivenPolicies.ResourceInManagementAccount);
        }
        else if (reader.ValueTextEquals("s3BlockPublicAccess"u8))
        {
            reading.BlockPublicAccess = ReadFlag(ref reader, reading, "s3BlockPublicAccess", GivenPolicies.PublicAccessBlock);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool ReadFlag(ref Utf8JsonReader reader, Reading reading, string member, GivenPolicies given)
    {
        reader.Read();
        reading.Give(given, member);
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
        {
            return reader.TokenType == JsonTokenType.True;
        }

        reading.Fail(Messages.AtMember(member, "expected true or false"));
        reader.Skip();
        return false;
    }

    private static string? ReadText(ref Utf8JsonReader reader, Reading reading, string member, string? before)
    {
        reader.Read();
        if (before is not null)
        {
            reading.Fail(Messages.AtMember(member, "occurs twice"));
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        if (reader.TokenType != JsonTokenType.Null)
        {
            reading.Fail(Messages.AtMember(member, "expected a string"));
        }

        reader.Skip();
        return null;
    }

    private static void ReadContext(ref Utf8JsonReader reader, Reading reading)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reading.Fail(Messages.AtMember("context", "expected an object of condition keys"));
            reader.Skip();
            return;
        }

        reading.StartContext();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            if (!TryReadValue(ref reader, out var value))
            {
                reading.Fail(Messages.AtMember("context." + key, "expected a string, a number, a boolean, or an array of these"));
            }

            if (!reading.TryAddKey(key, value))
            {
                reading.Fail(Messages.AtMember("context." + key, "occurs twice"));
            }
        }
    }

    private static bool TryReadValue(ref Utf8JsonReader reader, out ContextValue value)
    {
        value = ContextValue.Absent;
        if (TryReadScalar(ref reader, out var text))
        {
            value = ContextValue.Of(text);
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }

        var values = new List<string>();
        var good = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TryReadScalar(ref reader, out var item))
            {
                values.Add(item);
            }
            else
            {
                good = false;
                reader.Skip();
            }
        }

        value = ContextValue.Of([.. values]);
        return good;
    }

    private static bool TryReadScalar(ref Utf8JsonReader reader, out string text)
    {
        text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "",
        };
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;
    }

    private static void ReadUnknownKeys(ref Utf8JsonReader reader, Reading reading)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reading.Fail(Messages.AtMember("unknownContextKeys", "expected an array of condition keys"));
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                reading.UnknownKeys.Add(reader.GetString()!);
            }
            else
            {
                reading.Fail(Messages.AtMember("unknownContextKeys", "expected an array of condition keys"));
                reader.Skip();
            }
        }
    }
}
