using System.Text.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The members of one thing that could not be read, as a snapshot has them.</summary>
internal struct EvidenceMembers
{
    private string? _what;
    private string? _why;
    private string? _kind;
    private string? _layer;
    private string? _target;
    private string? _permission;

    /// <summary>Writes <paramref name="evidence"/> as an object; <c>What</c> and <c>Why</c> first, which are all that earlier versions read.</summary>
    public static void Write(Utf8JsonWriter writer, UnavailableEvidence evidence)
    {
        writer.WriteStartObject();
        writer.WriteString("What", evidence.What);
        writer.WriteString("Why", evidence.Why);
        writer.WriteString("Kind", evidence.Kind.ToText());
        WriteOptional(writer, "Layer", evidence.Layer?.ToText());
        WriteOptional(writer, "Target", evidence.Target);
        WriteOptional(writer, "Permission", evidence.Permission);
        writer.WriteEndObject();
    }

    /// <summary>Reads the cursor's current member.</summary>
    public void Read(ref SnapshotCursor cursor)
    {
        if (cursor.Is("What"u8))
        {
            _what = cursor.Text();
        }
        else if (cursor.Is("Why"u8))
        {
            _why = cursor.Text();
        }
        else if (cursor.Is("Kind"u8))
        {
            _kind = cursor.Text();
        }
        else if (cursor.Is("Layer"u8))
        {
            _layer = cursor.Text();
        }
        else if (cursor.Is("Target"u8))
        {
            _target = cursor.Text();
        }
        else if (cursor.Is("Permission"u8))
        {
            _permission = cursor.Text();
        }
        else
        {
            cursor.Skip();
        }
    }

    /// <summary>Reads all of an object.</summary>
    public static UnavailableEvidence Read(JsonElement json) =>
        new EvidenceMembers
        {
            _what = TextOf(json, "What") ?? "",
            _why = TextOf(json, "Why"),
            _kind = TextOf(json, "Kind"),
            _layer = TextOf(json, "Layer"),
            _target = TextOf(json, "Target"),
            _permission = TextOf(json, "Permission"),
        }.ToEvidence()!;

    /// <summary>What was read; null where there is no <c>What</c>.</summary>
    /// <remarks>A kind that this version does not know is read by its words, as a snapshot without kinds is.</remarks>
    public readonly UnavailableEvidence? ToEvidence()
    {
        if (_what is null)
        {
            return null;
        }

        return EvidenceKindTexts.TryParse(_kind, out var kind)
            ? new(PolicyLayerTexts.Parse(_layer), _what, _why ?? "") { Kind = kind, Target = _target, Permission = _permission }
            : OlderEvidence.Read(_what, _why ?? "") with { Permission = _permission };
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
