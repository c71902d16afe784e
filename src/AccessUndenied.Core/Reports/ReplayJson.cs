using System.Buffers;
using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Writes replays as JSON: the whole as one indented object, or a line for a call.</summary>
internal static class ReplayJson
{
    public static void Write(ReplayResult result, IBufferWriter<byte> output)
    {
        var buffer = new JsonBuffer();
        using (var writer = new Utf8JsonWriter(buffer.Writer, JsonForm.Indented))
        {
            Write(writer, result);
        }

        buffer.PassTo(output);
        output.Write("\n"u8);
    }

    public static void WriteLine(ReplayedCall call, CallDifference difference, IBufferWriter<byte> output)
    {
        var buffer = new JsonBuffer();
        using (var writer = new Utf8JsonWriter(buffer.Writer, JsonForm.Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("EventId"u8, call.EventId);
            WriteTime(writer, "Time"u8, call.Time);
            WriteMembers(writer, difference);
            writer.WriteTexts("MissingContextKeys"u8, difference.MissingContextKeys);
            writer.WriteOptional("Reason"u8, difference.Reason);
            writer.WriteEndObject();
        }

        buffer.PassTo(output);
        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter writer, ReplayResult result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("Records"u8, result.Records);
        writer.WriteNumber("Requests"u8, result.Requests);
        writer.WriteStartObject("Skipped"u8);
        foreach (var (why, count) in result.Skipped)
        {
            writer.WriteNumber(why, count);
        }

        writer.WriteEndObject();
        WriteAgreement(writer, "Agreement"u8, result.Allowed, result.Denied);
        writer.WriteAll("Changed"u8, result.Changed, WriteGroup);
        writer.WriteAll("Undecided"u8, result.Undecided, WriteOpenGroup);
        writer.WriteAll("Disagreements"u8, result.Disagreements, WriteOpenGroup);
        writer.WriteStartObject("AgreementByService"u8);
        foreach (var part in result.Services)
        {
            WriteAgreement(writer, System.Text.Encoding.UTF8.GetBytes(part.Service), part.Allowed, part.Denied);
        }

        writer.WriteEndObject();
        writer.WriteNumber("Folded"u8, result.Folded);
        writer.WriteNumber("CallsAtEvent"u8, result.CallsAtEvent);
        writer.WriteAll("OtherLayers"u8, result.OtherLayers, WriteOpenGroup);
        writer.WriteAll("Calibration"u8, result.Calibration, WriteCalibration);
        if (result.HasChanges)
        {
            writer.WriteAll("Exemptions"u8, result.Exemptions, WriteExemption);
        }

        if (result.Suggestion is { } suggestion)
        {
            WriteSuggestion(writer, suggestion);
        }

        writer.WriteEndObject();
    }

    private static void WriteCalibration(Utf8JsonWriter writer, CalibrationGroup group)
    {
        var one = group.Comparison;
        writer.WriteString("Service"u8, group.Service);
        writer.WriteString("Recorded"u8, ReplayWords.Recorded(one));
        writer.WriteString("RecordedLayer"u8, one.RecordedLayer is { } recorded ? PolicyLayerConverter.TextOf(recorded) : null);
        writer.WriteString("Decided"u8, DecisionConverter.TextOf(one.Decided));
        writer.WriteString("DecidedLayer"u8, one.DecidedLayer is { } decided ? PolicyLayerConverter.TextOf(decided) : null);
        writer.WriteString("Agreement"u8, ReplayWords.AgreementOf(group));
        writer.WriteString("Reason"u8, group.Reason);
        writer.WriteNumber("Count"u8, group.Count);
        WriteTime(writer, "First"u8, group.First);
        WriteTime(writer, "Last"u8, group.Last);
        writer.WriteTexts("EventIds"u8, group.EventIds);
    }

    private static void WriteExemption(Utf8JsonWriter writer, SuggestedExemption exemption)
    {
        writer.WriteString("Policy"u8, exemption.Policy);
        writer.WriteString("Sid"u8, exemption.Sid);
        writer.WriteTexts("Principals"u8, exemption.Principals);
        writer.WriteNumber("Count"u8, exemption.Calls);
        writer.WriteRaw("Statement"u8, exemption.Statement);
    }

    private static void WriteSuggestion(Utf8JsonWriter writer, SuggestedPolicy suggestion)
    {
        writer.WriteStartObject("Suggestion"u8);
        writer.WriteString("Principal"u8, suggestion.Principal);
        writer.WriteNumber("Count"u8, suggestion.Calls);
        writer.WriteRaw("Policy"u8, suggestion.Document);
        writer.WriteAll("Rights"u8, suggestion.Rights, WriteRight);
        writer.WriteAll("Unrecorded"u8, suggestion.Unrecorded, WriteRight);
        writer.WriteAll("Warnings"u8, suggestion.Warnings, static (writer, warning) =>
        {
            writer.WriteString("Id"u8, warning.Id);
            writer.WriteString("Text"u8, warning.Text);
        });
        writer.WriteEndObject();
    }

    private static void WriteRight(Utf8JsonWriter writer, UsedRight right)
    {
        writer.WriteString("Action"u8, right.Action);
        writer.WriteString("Resource"u8, right.Resource);
        writer.WriteTexts("Conditions"u8, right.Conditions);
        writer.WriteNumber("Count"u8, right.Calls);
        writer.WriteNumber("Resources"u8, right.Resources);
        WriteTime(writer, "First"u8, right.First);
        WriteTime(writer, "Last"u8, right.Last);
        writer.WriteBoolean("IsPattern"u8, right.IsPattern);
    }

    private static void WriteAgreement(Utf8JsonWriter writer, ReadOnlySpan<byte> name, AgreementCounts allowed, AgreementCounts denied)
    {
        writer.WriteStartObject(name);
        WriteCounts(writer, "Allowed"u8, allowed);
        WriteCounts(writer, "Denied"u8, denied);
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, AgreementCounts counts)
    {
        writer.WriteStartArray(name);
        writer.WriteNumberValue(counts.Agree);
        writer.WriteNumberValue(counts.Disagree);
        writer.WriteNumberValue(counts.Undecided);
        writer.WriteEndArray();
    }

    private static void WriteOpenGroup(Utf8JsonWriter writer, ReplayGroup group)
    {
        WriteGroup(writer, group);
        writer.WriteTexts("MissingContextKeys"u8, group.Difference.MissingContextKeys);
        writer.WriteString("Reason"u8, group.Difference.Reason);
    }

    private static void WriteGroup(Utf8JsonWriter writer, ReplayGroup group)
    {
        WriteMembers(writer, group.Difference);
        writer.WriteNumber("Count"u8, group.Count);
        WriteTime(writer, "First"u8, group.First);
        WriteTime(writer, "Last"u8, group.Last);
        writer.WriteTexts("EventIds"u8, group.EventIds);
    }

    private static void WriteMembers(Utf8JsonWriter writer, CallDifference difference)
    {
        writer.WriteString("Principal"u8, difference.Principal);
        writer.WriteString("Action"u8, difference.Action);
        writer.WriteString("Resource"u8, difference.Resource);
        writer.WriteString("Before"u8, DecisionConverter.TextOf(difference.Before));
        writer.WriteString("After"u8, DecisionConverter.TextOf(difference.After));
        writer.WriteString("Layer"u8, difference.Layer is { } layer ? PolicyLayerConverter.TextOf(layer) : null);
        writer.WriteString("Policy"u8, difference.Policy);
        writer.WriteString("Sid"u8, difference.Sid);
    }

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
}
