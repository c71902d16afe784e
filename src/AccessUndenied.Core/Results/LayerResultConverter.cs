using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="LayerResult"/> as reports have it, and reads it back without statements and nodes, which reports do not list.</summary>
internal sealed class LayerResultConverter : ResultPartConverter<LayerResult>
{
    /// <summary>The converter, which has no options.</summary>
    public LayerResultConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, LayerResult layer)
    {
        writer.WriteString("Layer"u8, PolicyLayerConverter.TextOf(layer.Layer));
        writer.WriteString("Decision"u8, DecisionConverter.TextOf(layer.Decision));
        writer.WriteBoolean("Blocks"u8, layer.Blocks);
        writer.WriteOptional("Reason"u8, layer.Reason);
    }

    internal static LayerResult ReadFrom(JsonFields fields) => new()
    {
        Layer = fields.OneOf<PolicyLayer>("Layer", PolicyLayerConverter.TextOf),
        Decision = fields.OneOf<Decision>("Decision", DecisionConverter.TextOf),
        Blocks = fields.Flag("Blocks"),
        Reason = fields.OptionalText("Reason"),
    };
}
