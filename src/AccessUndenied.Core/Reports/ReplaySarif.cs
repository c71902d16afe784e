using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>A replay as one SARIF 2.1.0 log: one result a group of calls with another outcome, or of which none is known.</summary>
internal static class ReplaySarif
{
    private const string Denies = "call-would-be-denied";
    private const string Allows = "call-would-be-allowed";
    private const string Undecided = "call-undecided";
    private const string Otherwise = "call-decided-otherwise";
    private const string OtherLayer = "call-denied-by-another-layer";

    private static readonly (string Id, string Text, string Level)[] s_rules =
    [
        (Denies, "A recorded call would be denied under the proposed policies.", "error"),
        (Allows, "A recorded call that was denied would be allowed under the proposed policies.", "warning"),
        (Undecided, "What becomes of a recorded call hangs on what is not known.", "note"),
        (Otherwise, "A recorded call is decided otherwise than it was, whatever is proposed.", "warning"),
        (OtherLayer, "A recorded call is denied as it was, and by another layer or for another reason.", "note"),
    ];

    public static void Write(ReplayResult result, IBufferWriter<byte> output)
    {
        var buffer = new JsonBuffer();
        using (var writer = new Utf8JsonWriter(buffer.Writer, JsonForm.Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema"u8, SarifReport.Schema);
            writer.WriteString("version"u8, "2.1.0"u8);
            writer.WriteStartArray("runs"u8);
            writer.WriteStartObject();
            WriteTool(writer);
            writer.WriteStartArray("results"u8);
            foreach (var group in result.Changed.Concat(result.Undecided))
            {
                WriteResult(writer, group, RuleOf(group.Difference), ReplayReportMessages.ReplaySentence(group));
            }

            foreach (var (groups, rule) in result.HasChanges ? [] : new[] { (result.Disagreements, Otherwise), (result.OtherLayers, OtherLayer) })
            {
                foreach (var group in groups)
                {
                    WriteResult(writer, group, rule, ReplayReportMessages.DifferenceSentence(group));
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        buffer.PassTo(output);
        output.Write("\n"u8);
    }

    private static void WriteTool(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("tool"u8);
        writer.WriteStartObject("driver"u8);
        writer.WriteString("name"u8, "AccessUndenied"u8);
        writer.WriteString("version"u8, SarifReport.Version());
        writer.WriteAll("rules"u8, s_rules, static (writer, rule) =>
        {
            writer.WriteString("id"u8, rule.Id);
            SarifText.Write(writer, "shortDescription"u8, rule.Text);
            writer.WriteStartObject("defaultConfiguration"u8);
            writer.WriteString("level"u8, rule.Level);
            writer.WriteEndObject();
        });
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, ReplayGroup group, string ruleId, string message)
    {
        var one = group.Difference;
        var rule = Array.FindIndex(s_rules, known => known.Id == ruleId);
        var place = one.Policy ?? one.Resource;
        writer.WriteStartObject();
        writer.WriteString("ruleId"u8, s_rules[rule].Id);
        writer.WriteNumber("ruleIndex"u8, rule);
        writer.WriteString("level"u8, s_rules[rule].Level);
        SarifText.Write(writer, "message"u8, message);
        writer.WriteStartArray("locations"u8);
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation"u8);
        writer.WriteStartObject("artifactLocation"u8);
        writer.WriteString("uri"u8, SarifReport.Uri(place));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteNumber("occurrenceCount"u8, group.Count);
        writer.WriteStartObject("partialFingerprints"u8);
        writer.WriteString("accessUndeniedReplay/v1"u8, FingerprintOf(one));
        writer.WriteEndObject();
        writer.WriteStartObject("properties"u8);
        writer.WriteString("principal"u8, VisibleText.Of(one.Principal));
        writer.WriteString("action"u8, VisibleText.Of(one.Action));
        writer.WriteString("resource"u8, VisibleText.Of(one.Resource));
        writer.WriteString("layer"u8, one.Layer is { } layer ? PolicyLayerConverter.TextOf(layer) : null);
        writer.WriteTexts("eventIds"u8, [.. group.EventIds.Select(VisibleText.Of)]);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string RuleOf(CallDifference one) => one.After switch
    {
        Decision.Indeterminate => Undecided,
        Decision.Allowed => Allows,
        _ => Denies,
    };

    private static string FingerprintOf(CallDifference one) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', one.Principal, one.Action, one.Resource, DecisionConverter.TextOf(one.After), one.Policy, one.Sid))))[..32];
}
