using System.Text.Json;
using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="Finding"/> as reports have it, with the scripts of its remediation, and reads it back.</summary>
internal sealed class FindingConverter : ResultPartConverter<Finding>
{
    /// <summary>The converter, which has no options.</summary>
    public FindingConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteObject(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        WriteMembers(writer, finding);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString("AssessmentResult"u8, finding.Assessment.ToText());
        writer.WriteNumber("Count"u8, finding.Count);
        WriteTime(writer, "FirstTime"u8, finding.FirstTime);
        WriteTime(writer, "LastTime"u8, finding.LastTime);
        WriteMembersOf(writer, "Principals"u8, finding.Principals);
        WriteMembersOf(writer, "Actions"u8, finding.Actions);
        WriteMembersOf(writer, "Resources"u8, finding.Resources);
        if (finding.Remediation is { } remediation)
        {
            writer.WriteStartObject("Remediation"u8);
            RemediationConverter.WriteMembers(writer, remediation, withScripts: true);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("Remediation"u8);
        }

        writer.WriteNumber("RemediatedCount"u8, finding.RemediatedCount);
        writer.WriteAll("Alternatives"u8, finding.Alternatives, static (w, other) => RemediationConverter.WriteMembers(w, other, withScripts: false));
        writer.WritePropertyName("Example"u8);
        AnalysisResultConverter.WriteObject(writer, finding.Example);
    }

    private static Finding ReadFrom(JsonFields fields) => new()
    {
        Assessment = fields.OneOf<Assessment>("AssessmentResult", AssessmentTexts.ToText),
        Count = fields.Number("Count"),
        FirstTime = fields.Time("FirstTime"),
        LastTime = fields.Time("LastTime"),
        Principals = ReadMembers(fields, "Principals"),
        Actions = ReadMembers(fields, "Actions"),
        Resources = ReadMembers(fields, "Resources"),
        Remediation = fields.Has("Remediation") ? RemediationConverter.ReadFrom(fields.Object("Remediation")) : null,
        RemediatedCount = fields.Number("RemediatedCount"),
        Alternatives = fields.List("Alternatives", RemediationConverter.ReadFrom),
        Example = AnalysisResultConverter.ReadFrom(fields.Object("Example")),
    };

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            writer.WriteTime(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteMembersOf(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<FindingMember> members) =>
        writer.WriteAll(name, members, static (w, member) =>
        {
            w.WriteString("Name"u8, member.Name);
            w.WriteNumber("Count"u8, member.Count);
        });

    private static IReadOnlyList<FindingMember> ReadMembers(JsonFields fields, string name) =>
        fields.List(name, member => new FindingMember(member.Text("Name"), member.Number("Count")));
}
