using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="PolicyChange"/> as results in reports have it, and reads it back.</summary>
/// <remarks>
/// The text of a statement that is replaced is not in it, but for what <see cref="PolicyChange.Difference"/> says; as part of a result it is
/// found again among the causes and near misses. Scripts are written where they were given; those that are written when they are asked for are left out.
/// </remarks>
internal sealed class PolicyChangeConverter : ResultPartConverter<PolicyChange>
{
    /// <summary>The converter, which has no options.</summary>
    public PolicyChangeConverter()
        : base((writer, change) => WriteMembers(writer, change, withScripts: false), ReadFrom)
    {
    }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(PolicyChange).IsAssignableFrom(typeToConvert);

    internal static void WriteMembers(Utf8JsonWriter writer, PolicyChange change, bool withScripts)
    {
        writer.WriteString("Layer"u8, PolicyLayerConverter.TextOf(change.Layer));
        writer.WriteString("Change"u8, change.IsAddition ? "add"u8 : "replaceStatement"u8);
        writer.WriteString("AttachmentTargetArn"u8, change.AttachmentTarget);
        writer.WriteString("PolicyName"u8, change.Policy?.Name);
        writer.WriteString("PolicyArn"u8, change.Policy?.Id);
        if (change.Replaces is { } replaced)
        {
            writer.WriteNumber("StatementIndex"u8, replaced.Index);
        }

        writer.WriteRaw(change.IsAddition ? "Policy"u8 : "Statement"u8, change.Json);
        writer.WriteOptional("Opens"u8, change.Opens.Length > 0 ? change.Opens : null);
        writer.WriteOptional("Advice"u8, change.Advice);
        if (change is { Policy: not null, Document: { Length: > 0 } document })
        {
            writer.WriteRaw("Document"u8, document);
        }

        if (change.Difference is { Count: > 0 } difference)
        {
            writer.WriteTexts("Difference"u8, difference);
        }

        writer.WriteOptional("AccountId"u8, change.AccountId);
        writer.WriteOptional("Region"u8, change.Region);
        if ((withScripts || change.HasGivenScripts) && change.Scripts is { Count: > 0 } scripts)
        {
            writer.WriteAll("Scripts"u8, scripts, WriteScript);
        }
    }

    internal static PolicyChange ReadFrom(JsonFields fields)
    {
        var isAddition = fields.Text("Change") == "add";
        var json = fields.Json(isAddition ? "Policy" : "Statement");
        var document = fields.OptionalJson("Document");
        var policy = fields.OptionalText("PolicyName") is { } name ? PolicyReference.To(name, fields.OptionalText("PolicyArn"), null, null) : null;
        var replaced = fields.OptionalNumber("StatementIndex") is { } index ? StatementJson.Unknown(index, StatementJson.Compile(index, null, json).Effect) : null;
        var layer = fields.OneOf<PolicyLayer>("Layer", PolicyLayerConverter.TextOf);
        PolicyChange change = replaced switch
        {
            null => new PolicyChange.AddStatements { Layer = layer, Json = json },
            { Effect: Effect.Allow } => new PolicyChange.WidenAllow { Layer = layer, Json = json, Statement = replaced },
            _ => new PolicyChange.NarrowDeny { Layer = layer, Json = json, Statement = replaced },
        };
        return change with
        {
            AttachmentTarget = fields.OptionalText("AttachmentTargetArn"),
            Policy = policy,
            StatementJson = isAddition ? "" : json,
            Opens = fields.OptionalText("Opens") ?? "",
            Advice = fields.OptionalText("Advice"),
            Document = document ?? (isAddition && policy is null ? json : ""),
            CurrentDocumentKnown = policy is not null && document is not null,
            Difference = fields.Texts("Difference"),
            AccountId = fields.OptionalText("AccountId"),
            Region = fields.OptionalText("Region"),
            Scripts = fields.List("Scripts", ReadScript),
        };
    }

    private static void WriteScript(Utf8JsonWriter writer, ChangeScript script)
    {
        writer.WriteString("Format"u8, script.Format);
        writer.WriteString("Text"u8, script.Text);
        if (script.Heading.Length > 0)
        {
            writer.WriteString("Heading"u8, script.Heading);
        }

        writer.WriteString("FileName"u8, script.FileName);
    }

    private static ChangeScript ReadScript(JsonFields fields)
    {
        var script = new ChangeScript(fields.Text("Format"), fields.Text("Text")) { Heading = fields.OptionalText("Heading") ?? "" };
        return fields.OptionalText("FileName") is { } name ? script with { FileName = name } : script;
    }
}
