using System.Text.Json;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>Writes a <see cref="RecordedAuthorization"/> as reports have it, and reads it back; the texts of policies are not in it.</summary>
internal sealed class RecordedAuthorizationConverter : ResultPartConverter<RecordedAuthorization>
{
    /// <summary>The converter, which has no options.</summary>
    public RecordedAuthorizationConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static string TextOf(RecordedEffect effect) => effect switch
    {
        RecordedEffect.Allowed => "allowed",
        RecordedEffect.ExplicitDeny => "explicitDeny",
        _ => "implicitDeny",
    };

    internal static void WriteMembers(Utf8JsonWriter writer, RecordedAuthorization authorization)
    {
        writer.WriteString("Id"u8, authorization.Id);
        writer.WriteString("Region"u8, authorization.Region);
        writer.WriteString("Source"u8, authorization.Source);
        writer.WriteString("Why"u8, authorization.Why);
        if (authorization.Evaluations.Count > 0)
        {
            writer.WriteAll("Evaluations"u8, authorization.Evaluations, WriteEvaluation);
        }
    }

    internal static RecordedAuthorization ReadFrom(JsonFields fields) => new()
    {
        Id = fields.OptionalText("Id"),
        Region = fields.OptionalText("Region"),
        Source = fields.OptionalText("Source"),
        Why = fields.OptionalText("Why"),
        Evaluations = fields.List("Evaluations", ReadEvaluation),
    };

    private static void WriteEvaluation(Utf8JsonWriter writer, RecordedEvaluation evaluation)
    {
        writer.WriteString("Action"u8, evaluation.Action);
        writer.WriteString("Resource"u8, evaluation.Resource);
        writer.WriteString("Effect"u8, evaluation.Outcome is { } effect ? TextOf(effect) : null);
        writer.WriteAll("Matched"u8, evaluation.Matched, static (w, statement) =>
        {
            w.WriteString("Layer"u8, statement.Layer is { } layer ? PolicyLayerConverter.TextOf(layer) : null);
            w.WriteString("Policy"u8, statement.Policy);
            w.WriteString("Sid"u8, statement.Sid);
            WriteFlag(w, "Denies"u8, statement.Denies);
        });
        WriteFlag(writer, "Agrees"u8, evaluation.Agrees);
    }

    private static RecordedEvaluation ReadEvaluation(JsonFields fields) => new()
    {
        Action = fields.Text("Action"),
        Resource = fields.Text("Resource"),
        Outcome = fields.Has("Effect") ? fields.OneOf<RecordedEffect>("Effect", TextOf) : null,
        Matched = fields.List("Matched", item => new RecordedStatement(
            item.Has("Layer") ? item.OneOf<PolicyLayer>("Layer", PolicyLayerConverter.TextOf) : null,
            item.Text("Policy"),
            item.OptionalText("Sid"),
            item.OptionalFlag("Denies"))),
        Agrees = fields.OptionalFlag("Agrees"),
    };

    private static void WriteFlag(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
