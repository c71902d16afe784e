using System.Text.Json;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>Writes an <see cref="UnavailableEvidence"/> as reports have it, and reads it back whole.</summary>
/// <remarks>A report from before kinds were told has <c>Layer</c>, <c>What</c> and <c>Why</c> alone; its evidence is of kind <see cref="EvidenceKind.Other"/>.</remarks>
internal sealed class UnavailableEvidenceConverter : ResultPartConverter<UnavailableEvidence>
{
    /// <summary>The converter, which has no options.</summary>
    public UnavailableEvidenceConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, UnavailableEvidence item)
    {
        writer.WriteString("Layer"u8, item.Layer?.ToText());
        writer.WriteString("What"u8, item.What);
        writer.WriteString("Why"u8, item.Why);
        writer.WriteString("Kind"u8, item.Kind.ToText());
        writer.WriteOptional("Target"u8, item.Target);
        writer.WriteOptional("Permission"u8, item.Permission);
    }

    // A newer program may know further kinds.
    internal static UnavailableEvidence ReadFrom(JsonFields fields) => new(
        fields.Has("Layer") ? fields.OneOf<PolicyLayer>("Layer", PolicyLayerTexts.ToText) : null, fields.Text("What"), fields.Text("Why"))
    {
        Kind = EvidenceKindTexts.TryParse(fields.OptionalText("Kind"), out var kind) ? kind : EvidenceKind.Other,
        Target = fields.OptionalText("Target"),
        Permission = fields.OptionalText("Permission"),
    };
}
