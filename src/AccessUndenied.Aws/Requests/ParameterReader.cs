using System.Text.Json;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Requests;

/// <summary>The parameters of a record's request, looked up by name without regard to case.</summary>
/// <remarks>Default: the record has none. What has another shape than expected counts as not there.</remarks>
internal readonly struct ParameterReader
{
    private readonly JsonElement _element;

    internal ParameterReader(JsonElement? element) =>
        _element = element is { ValueKind: JsonValueKind.Object } known ? RequestMembers.Unwrap(known) : default;

    /// <summary>Whether the record tells parameters at all; where not, they may have been left out (CT-08).</summary>
    internal bool AreKnown => _element.ValueKind == JsonValueKind.Object;

    internal JsonElement Element => _element;

    /// <summary>The member called <paramref name="name"/>; undefined when there is none.</summary>
    internal JsonElement this[string name] => Find(_element, name);

    /// <summary>The text of a member; null when it is not there, hidden, or no text or number.</summary>
    internal string? Text(string name) => TextOf(this[name]);

    internal bool Has(string name) => this[name].ValueKind != JsonValueKind.Undefined;

    internal List<RequestMember> Flatten() => RequestMembers.Of(_element);

    internal static JsonElement Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        if (element.TryGetProperty(name, out var exact))
        {
            return exact;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (name.Equals(NameOf(property), StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return default;
    }

    internal static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => StringOf(element) is { } text && !Redaction.Hides(text) ? text : null,
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // JSON may escape half a character, which is no text: what has such a name or value is as good as absent.
    internal static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    internal static string? StringOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
