using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="Cause"/> as reports have it, and reads it back with its statement; the policy's document is not in it.</summary>
internal sealed class CauseConverter : ResultPartConverter<Cause>
{
    /// <summary>The converter, which has no options.</summary>
    public CauseConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, Cause cause)
    {
        writer.WriteString("Layer"u8, PolicyLayerConverter.TextOf(cause.Layer));
        writer.WriteString("Decision"u8, DecisionConverter.TextOf(cause.Decision));
        writer.WriteString("Explanation"u8, cause.Sentence);
        writer.WriteNote("Hint"u8, "HintId"u8, cause.Hint);
        writer.WriteString("PolicyName"u8, cause.Policy is { Name.Length: > 0 } policy ? policy.Name : null);
        writer.WriteString("PolicyArn"u8, cause.PolicyId);
        writer.WriteString("AttachedTo"u8, cause.AttachedTo);
        writer.WriteString("AttachedToName"u8, cause.AttachedToName);
        StatementJson.WriteMembers(writer, cause.Statement);
        writer.WriteBoolean("Inferred"u8, cause.IsInferred);
        writer.WriteBoolean("SourcedFromMessage"u8, cause.IsFromMessage);
        writer.WriteString("Id"u8, cause.Id);
        writer.WriteOptional("FoundIn"u8, cause.FoundIn);
    }

    internal static Cause ReadFrom(JsonFields fields)
    {
        var (name, id, statement) = (fields.OptionalText("PolicyName"), fields.OptionalText("PolicyArn"), StatementJson.ReadFrom(fields));
        var (target, targetName) = (fields.OptionalText("AttachedTo"), fields.OptionalText("AttachedToName"));
        return new()
        {
            Layer = fields.OneOf<PolicyLayer>("Layer", PolicyLayerConverter.TextOf),
            Decision = fields.OneOf<Decision>("Decision", DecisionConverter.TextOf),
            Sentence = fields.Text("Explanation"),
            Hint = fields.OptionalNote("Hint", "HintId"),
            Policy = name is null && statement is null ? null : PolicyReference.To(name, id, target, targetName),
            PolicyId = id,
            AttachedTo = target,
            AttachedToName = targetName,
            Statement = statement,
            IsInferred = fields.Flag("Inferred"),
            IsFromMessage = fields.Flag("SourcedFromMessage"),
            FoundIn = fields.OptionalText("FoundIn"),
        };
    }
}
