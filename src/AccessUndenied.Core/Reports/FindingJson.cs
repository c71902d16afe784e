using System.Text.Json;
using AccessUndenied.Reports.Reading;
using AccessUndenied.Simulation;

namespace AccessUndenied.Reports;

/// <summary>Writes one finding as one JSON object.</summary>
internal static class FindingJson
{
    public static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("AssessmentResult"u8, finding.Assessment.ToText());
        writer.WriteNumber("Count"u8, finding.Count);
        WriteTime(writer, "FirstTime"u8, finding.FirstTime);
        WriteTime(writer, "LastTime"u8, finding.LastTime);
        WriteMembers(writer, "Principals"u8, finding.Principals);
        WriteMembers(writer, "Actions"u8, finding.Actions);
        WriteMembers(writer, "Resources"u8, finding.Resources);
        if (finding.Remediation is { } remediation)
        {
            writer.WriteStartObject("Remediation"u8);
            ResultJson.WriteRemediation(writer, Reporting.Of(remediation, withScripts: true));
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("Remediation"u8);
        }

        writer.WriteNumber("RemediatedCount"u8, finding.RemediatedCount);
        ResultJson.WriteAll(writer, "Alternatives"u8, finding.Alternatives, static (w, other) => ResultJson.WriteRemediation(w, Reporting.Of(other, withScripts: false)));
        writer.WritePropertyName("Example"u8);
        ResultJson.Write(writer, Reporting.Of(finding.Example));
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            ResultJson.WriteTime(writer, name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<FindingMember> members) =>
        ResultJson.WriteAll(writer, name, members, static (w, member) =>
        {
            w.WriteString("Name"u8, member.Name);
            w.WriteNumber("Count"u8, member.Count);
        });
}
