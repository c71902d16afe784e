using System.Text;
using System.Text.Json;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>Writes an <see cref="AuthorizationRequest"/> as reports have it, and reads it back.</summary>
/// <remarks>
/// Condition keys without a known value are left out, as are the caller's entity, the resource's Region, the network endpoint and notes:
/// a request read back is to be read by people and programs, and not to be simulated again.
/// </remarks>
internal sealed class AuthorizationRequestConverter : ResultPartConverter<AuthorizationRequest>
{
    /// <summary>The converter, which has no options.</summary>
    public AuthorizationRequestConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, AuthorizationRequest request)
    {
        writer.WriteString("Principal"u8, request.Principal.Id);
        writer.WriteString("PrincipalType"u8, request.Principal.Kind.ToString());
        writer.WriteString("Action"u8, request.Action);
        writer.WriteString("Resource"u8, request.Resource.ToString());
        writer.WriteString("ResourceAccount"u8, request.Resource.AccountId);
        writer.WriteStartObject("Context"u8);
        foreach (var (key, value) in request.Context.Where(pair => pair.Value.IsKnown).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value.Count == 1)
            {
                writer.WriteString(key, value[0]);
            }
            else
            {
                writer.WriteTexts(Encoding.UTF8.GetBytes(key), value.ToList());
            }
        }

        writer.WriteEndObject();
        WriteContextFrom(writer, request);
        writer.WriteString("ActionFoundIn"u8, request.Provenance.ActionFrom);
        writer.WriteString("ActionCertainty"u8, request.Provenance.ActionCertainty.ToString());
        writer.WriteString("ResourceFoundIn"u8, request.Provenance.ResourceFrom);
        writer.WriteString("ResourceCertainty"u8, request.Provenance.ResourceCertainty.ToString());
    }

    internal static AuthorizationRequest ReadFrom(JsonFields fields) => new()
    {
        Principal = new() { Id = fields.Text("Principal"), Kind = fields.OneOf<PrincipalKind>("PrincipalType", kind => kind.ToString()) },
        Action = fields.Text("Action"),
        Resource = new(fields.Text("Resource"), fields.OptionalText("ResourceAccount")),
        Context = RequestContext.AsListed(fields.Object("Context").TextLists().Select(pair => KeyValuePair.Create(pair.Key, ContextValue.Of([.. pair.Value])))),
        Provenance = new(
            fields.OneOf<Certainty>("ActionCertainty", certainty => certainty.ToString()),
            fields.Text("ActionFoundIn"),
            fields.OneOf<Certainty>("ResourceCertainty", certainty => certainty.ToString()),
            fields.Text("ResourceFoundIn"),
            [])
        {
            ContextFrom = fields.Has("ContextFoundIn")
                ? fields.Object("ContextFoundIn").TextLists().ToDictionary(pair => pair.Key, pair => pair.Value[0], StringComparer.OrdinalIgnoreCase)
                : RequestProvenance.Given.ContextFrom,
        },
    };

    // Of the values that are written alone.
    private static void WriteContextFrom(Utf8JsonWriter writer, AuthorizationRequest request)
    {
        var from = request.Context.Where(pair => pair.Value.IsKnown && request.Provenance.ContextFrom.ContainsKey(pair.Key)).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        if (from.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("ContextFoundIn"u8);
        foreach (var key in from)
        {
            writer.WriteString(key, request.Provenance.ContextFrom[key]);
        }

        writer.WriteEndObject();
    }
}
