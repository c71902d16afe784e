using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="NearMiss"/> as reports have it, and reads it back with its statement; the policy's document is not in it.</summary>
internal sealed class NearMissConverter : ResultPartConverter<NearMiss>
{
    /// <summary>The converter, which has no options.</summary>
    public NearMissConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, NearMiss miss)
    {
        writer.WriteString("Layer"u8, PolicyLayerConverter.TextOf(miss.Layer));
        writer.WriteString("FailedElement"u8, miss.Element.ToString());
        writer.WriteString("Explanation"u8, miss.Sentence);
        writer.WriteNote("Hint"u8, "HintId"u8, miss.Hint);
        writer.WriteString("PolicyName"u8, miss.Policy.Name.Length > 0 ? miss.Policy.Name : null);
        writer.WriteString("PolicyArn"u8, miss.Policy.Id);
        writer.WriteString("AttachedTo"u8, miss.Policy.AttachedTo);
        writer.WriteOptional("AttachedToName"u8, miss.Policy.AttachedToName);
        writer.WriteOptional("UnknownKey"u8, miss.UnknownKey);
        StatementJson.WriteMembers(writer, miss.Statement);
    }

    internal static NearMiss ReadFrom(JsonFields fields) => new()
    {
        Layer = fields.OneOf<PolicyLayer>("Layer", PolicyLayerConverter.TextOf),
        Element = fields.OneOf<StatementElement>("FailedElement", element => element.ToString()),
        Sentence = fields.Text("Explanation"),
        Hint = fields.OptionalNote("Hint", "HintId"),
        Policy = PolicyReference.To(
            fields.OptionalText("PolicyName"), fields.OptionalText("PolicyArn"), fields.OptionalText("AttachedTo"), fields.OptionalText("AttachedToName")),
        UnknownKey = fields.OptionalText("UnknownKey"),
        Statement = StatementJson.ReadFrom(fields) ?? throw fields.Missing("StatementIndex", "a whole number"),
    };
}
