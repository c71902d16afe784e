using System.Text;
using System.Text.Json;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes a change as a CloudFormation template in JSON, or as the part of one where the resource is more than its policy.</summary>
/// <remarks>
/// A string with <c>{{resolve:</c> is a dynamic reference, also where functions join it from parts, and an object with a member <c>Ref</c> or
/// <c>Fn::…</c> is a call: neither has an escape, so that a policy with such a text gets no template.
/// Source: AWS CloudFormation User Guide, "Get values stored in other services using dynamic references" and "Intrinsic function reference":
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html.
/// What is there has to be imported, which a deletion policy is required for, and is found by its type's primary identifier:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-manually.html. A part has no <c>Resources</c>, without which
/// CloudFormation makes no stack of a text: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html.
/// </remarks>
internal static class CloudFormationTemplate
{
    private const string LogicalId = "Access";

    private static readonly JsonWriterOptions s_lines = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The template; null where there is none, or where it would say something else than the policy.</summary>
    public static ChangeScript? Write(PolicyChange change, ChangeSubject subject, string heading)
    {
        var type = TemplateTypes.Of(change, subject);
        if (type.CloudFormation is null || PolicyText.Compact(change.Document) is not { } json)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        if (type.Properties.Concat(type.Identifier).Select(member => member.Value).Append(subject.Holder).Append(subject.Arn).Any(IsReference)
            || JsonTexts.Of(document.RootElement).Any(item => IsReference(item.Text) || (item.IsName && IsFunction(item.Text))))
        {
            return null;
        }

        var isThere = subject.HasPresent(change);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_lines))
        {
            writer.WriteStartObject();
            if (type.IsPart)
            {
                WritePart(writer, type, document.RootElement, subject);
            }
            else
            {
                WriteTemplate(writer, type, document.RootElement, subject, isThere);
            }

            writer.WriteEndObject();
        }

        var text = PolicyText.Visible(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length).Replace("\r\n", "\n", StringComparison.Ordinal)) + "\n";
        return new("cloudformation", text)
        {
            Heading = type.IsPart ? $"{heading} {RemediationMessages.FragmentOfTemplate}" : isThere ? $"{heading} {RemediationMessages.TemplateToImport}" : heading,
        };
    }

    private static bool IsReference(string text) => text.Contains("{{resolve:", StringComparison.OrdinalIgnoreCase);

    private static bool IsFunction(string name) => name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal);

    private static void WritePart(Utf8JsonWriter writer, TemplateType type, JsonElement document, ChangeSubject subject)
    {
        writer.WriteStartObject("Metadata");
        writer.WriteString("PartOf", subject.Arn.Length > 0 ? subject.Arn : subject.Holder);
        writer.WriteString("Use", RemediationMessages.FragmentOfTemplate);
        writer.WriteEndObject();
        WriteResource(writer, type, document, subject);
    }

    private static void WriteTemplate(Utf8JsonWriter writer, TemplateType type, JsonElement document, ChangeSubject subject, bool isThere)
    {
        if (isThere)
        {
            writer.WriteString("Description", RemediationMessages.TemplateToImport);
            writer.WriteStartObject("Metadata");
            WriteImport(writer, type);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("Resources");
        writer.WriteStartObject(LogicalId);
        if (isThere)
        {
            writer.WriteString("DeletionPolicy", "Retain");
            writer.WriteString("UpdateReplacePolicy", "Retain");
        }

        WriteResource(writer, type, document, subject);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // As --resources-to-import takes it.
    private static void WriteImport(Utf8JsonWriter writer, TemplateType type)
    {
        writer.WriteStartArray("ResourcesToImport");
        writer.WriteStartObject();
        writer.WriteString("ResourceType", type.CloudFormation);
        writer.WriteString("LogicalResourceId", LogicalId);
        writer.WriteStartObject("ResourceIdentifier");
        WriteTexts(writer, type.Identifier);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteResource(Utf8JsonWriter writer, TemplateType type, JsonElement document, ChangeSubject subject)
    {
        writer.WriteString("Type", type.CloudFormation);
        writer.WriteStartObject("Properties");
        WriteTexts(writer, type.Properties);
        if (subject.Kind == SubjectKind.NewServiceControl)
        {
            writer.WriteStartArray("TargetIds");
            writer.WriteStringValue(subject.Holder);
            writer.WriteEndArray();
        }

        if (subject.Kind == SubjectKind.Table)
        {
            writer.WriteStartObject(type.Property);
            WriteDocument(writer, "PolicyDocument", document);
            writer.WriteEndObject();
        }
        else
        {
            WriteDocument(writer, type.Property, document);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, (string Name, string Value)[] members)
    {
        foreach (var (member, value) in members)
        {
            writer.WriteString(member, value);
        }
    }

    private static void WriteDocument(Utf8JsonWriter writer, string member, JsonElement document)
    {
        writer.WritePropertyName(member);
        document.WriteTo(writer);
    }
}
