using System.Text;
using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Remediations;
using AccessUndenied.Reports.Reading;

namespace AccessUndenied.Reports;

/// <summary>Writes one result as one JSON object: the fields of the contract, in its order.</summary>
internal static class ResultJson
{
    public static void Write(Utf8JsonWriter writer, ReportedResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("EventId"u8, result.EventId);
        writer.WriteString("AssessmentResult"u8, result.AssessmentResult);
        if (result.ErrorMessage is not null)
        {
            writer.WriteString("ErrorMessage"u8, result.ErrorMessage);
        }

        WriteDetails(writer, result);
        WriteRequest(writer, result.Request);
        WriteAll(writer, "Causes"u8, result.Causes, WriteCause);
        WriteAll(writer, "NearMisses"u8, result.NearMisses, WriteNearMiss);
        WriteAll(writer, "Remediations"u8, result.Remediations, WriteRemediation);
        WriteEvidence(writer, result.Evidence);
        if (result.EventTime is { } time)
        {
            WriteTime(writer, "EventTime"u8, time);
        }

        WriteOptional(writer, "ErrorText"u8, result.ErrorText);
        if (result.Refusal is { } refusal)
        {
            WriteRefusal(writer, refusal);
        }

        if (result.Layers.Count > 0)
        {
            WriteAll(writer, "Layers"u8, result.Layers, static (w, layer) =>
            {
                w.WriteString("Layer"u8, layer.Layer);
                w.WriteString("Decision"u8, layer.Decision);
                w.WriteBoolean("Blocks"u8, layer.Blocks);
                WriteOptional(w, "Reason"u8, layer.Reason);
            });
        }

        if (result.AlsoRefused.Count > 0)
        {
            WriteAll(writer, "AlsoRefused"u8, result.AlsoRefused, WriteRefusal);
        }

        writer.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter writer, ServiceRefusal refusal)
    {
        writer.WriteStartObject("Refusal"u8);
        writer.WriteString("Id"u8, refusal.Id);
        writer.WriteString("Cause"u8, refusal.Cause);
        writer.WriteString("Advice"u8, refusal.Advice);
        writer.WriteString("Page"u8, refusal.Page);
        writer.WriteBoolean("Certain"u8, refusal.IsCertain);
        writer.WriteEndObject();
    }

    public static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset time) => writer.WriteString(name, time.UtcDateTime);

    public static void WriteRemediation(Utf8JsonWriter writer, ReportedRemediation remediation)
    {
        writer.WriteString("Summary"u8, remediation.Summary);
        writer.WriteBoolean("Verified"u8, remediation.Verified);
        WriteAll(writer, "Changes"u8, remediation.Changes, static (w, change) =>
        {
            w.WriteString("Layer"u8, change.Layer);
            w.WriteString("Change"u8, change.IsAddition ? "add"u8 : "replaceStatement"u8);
            w.WriteString("AttachmentTargetArn"u8, change.AttachmentTarget);
            w.WriteString("PolicyName"u8, change.PolicyName);
            w.WriteString("PolicyArn"u8, change.PolicyArn);
            if (change.StatementIndex is { } index)
            {
                w.WriteNumber("StatementIndex"u8, index);
            }

            WriteRaw(w, change.IsAddition ? "Policy"u8 : "Statement"u8, change.Json);
            WriteBeyondChange(w, change);
        });
        WriteTexts(writer, "Assumptions"u8, remediation.Assumptions);
        WriteTexts(writer, "Opens"u8, remediation.Opens);
        WriteOptional(writer, "Kind"u8, remediation.Kind);
        WriteAll(writer, "OpensExactly"u8, remediation.OpensExactly, WriteOpened);
        WriteAll(writer, "Warnings"u8, remediation.Warnings, static (w, warning) =>
        {
            w.WriteString("Id"u8, warning.Id);
            w.WriteString("Text"u8, warning.Text);
        });
    }

    private static void WriteOpened(Utf8JsonWriter writer, OpenedAccess opened)
    {
        writer.WriteString("Principal"u8, opened.Principal);
        WriteTexts(writer, "Actions"u8, opened.Actions);
        WriteTexts(writer, "Resources"u8, opened.Resources);
        WriteTexts(writer, "Conditions"u8, opened.Conditions);
        writer.WriteString("Example"u8, opened.Example);
    }

    private static void WriteBeyondChange(Utf8JsonWriter writer, ReportedChange change)
    {
        WriteOptional(writer, "Opens"u8, change.Opens);
        WriteOptional(writer, "Advice"u8, change.Advice);
        if (change.Document is not null)
        {
            WriteRaw(writer, "Document"u8, change.Document);
        }

        if (change.Difference.Count > 0)
        {
            WriteTexts(writer, "Difference"u8, change.Difference);
        }

        WriteOptional(writer, "AccountId"u8, change.AccountId);
        WriteOptional(writer, "Region"u8, change.Region);
        if (change.Scripts.Count > 0)
        {
            WriteAll(writer, "Scripts"u8, change.Scripts, static (w, script) =>
            {
                w.WriteString("Format"u8, script.Format);
                w.WriteString("Text"u8, script.Text);
                if (script.Heading.Length > 0)
                {
                    w.WriteString("Heading"u8, script.Heading);
                }

                w.WriteString("FileName"u8, script.FileName);
            });
        }
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    public static void WriteAll<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // The shape of the Python tool: only what there is.
    private static void WriteDetails(Utf8JsonWriter writer, ReportedResult result)
    {
        writer.WriteStartObject("ResultDetails"u8);
        if (result.PoliciesToAdd.Count > 0)
        {
            WriteAll(writer, "PoliciesToAdd"u8, result.PoliciesToAdd, static (w, policy) =>
            {
                w.WriteString("AttachmentTargetArn"u8, policy.AttachmentTarget);
                WriteRaw(w, "Policy"u8, policy.PolicyJson);
            });
        }

        if (result.ExplicitDenyPolicies.Count > 0)
        {
            WriteAll(writer, "ExplicitDenyPolicies"u8, result.ExplicitDenyPolicies, static (w, policy) =>
            {
                w.WriteString("PolicyArn"u8, policy.PolicyId);
                w.WriteString("PolicyName"u8, policy.PolicyName);
                w.WriteString("AttachmentTargetArn"u8, policy.AttachmentTarget);
                WriteRaw(w, "PolicyStatement"u8, policy.StatementJson);
            });
        }

        writer.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter writer, ReportedRequest? request)
    {
        if (request is null)
        {
            writer.WriteNull("Request"u8);
            return;
        }

        writer.WriteStartObject("Request"u8);
        writer.WriteString("Principal"u8, request.Principal);
        writer.WriteString("PrincipalType"u8, request.PrincipalType);
        writer.WriteString("Action"u8, request.Action);
        writer.WriteString("Resource"u8, request.Resource);
        writer.WriteString("ResourceAccount"u8, request.ResourceAccount);
        writer.WriteStartObject("Context"u8);
        foreach (var (key, values) in request.Context)
        {
            if (values.Count == 1)
            {
                writer.WriteString(key, values[0]);
            }
            else
            {
                WriteTexts(writer, Encoding.UTF8.GetBytes(key), values);
            }
        }

        writer.WriteEndObject();
        writer.WriteString("ActionFoundIn"u8, request.ActionFoundIn);
        writer.WriteString("ActionCertainty"u8, request.ActionCertainty);
        writer.WriteString("ResourceFoundIn"u8, request.ResourceFoundIn);
        writer.WriteString("ResourceCertainty"u8, request.ResourceCertainty);
        writer.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter writer, ReportedRefusal refused)
    {
        WriteRequest(writer, refused.Request);
        writer.WriteString("AssessmentResult"u8, refused.AssessmentResult);
        WriteOptional(writer, "Reason"u8, refused.Reason);
        WriteAll(writer, "Causes"u8, refused.Causes, WriteCause);
        WriteAll(writer, "NearMisses"u8, refused.NearMisses, WriteNearMiss);
    }

    private static void WriteCause(Utf8JsonWriter writer, ReportedCause cause)
    {
        writer.WriteString("Layer"u8, cause.Layer);
        writer.WriteString("Decision"u8, cause.Decision);
        writer.WriteString("Explanation"u8, cause.Explanation);
        WriteOptional(writer, "Hint"u8, cause.Hint);
        writer.WriteString("PolicyName"u8, cause.PolicyName);
        writer.WriteString("PolicyArn"u8, cause.PolicyArn);
        writer.WriteString("AttachedTo"u8, cause.AttachedTo);
        writer.WriteString("AttachedToName"u8, cause.AttachedToName);
        WriteStatement(writer, cause.Statement);
        writer.WriteBoolean("Inferred"u8, cause.Inferred);
        writer.WriteBoolean("SourcedFromMessage"u8, cause.SourcedFromMessage);
    }

    private static void WriteNearMiss(Utf8JsonWriter writer, ReportedNearMiss miss)
    {
        writer.WriteString("Layer"u8, miss.Layer);
        writer.WriteString("FailedElement"u8, miss.FailedElement);
        writer.WriteString("Explanation"u8, miss.Explanation);
        WriteOptional(writer, "Hint"u8, miss.Hint);
        writer.WriteString("PolicyName"u8, miss.PolicyName);
        writer.WriteString("PolicyArn"u8, miss.PolicyArn);
        writer.WriteString("AttachedTo"u8, miss.AttachedTo);
        WriteOptional(writer, "AttachedToName"u8, miss.AttachedToName);
        WriteOptional(writer, "UnknownKey"u8, miss.UnknownKey);
        WriteStatement(writer, miss.Statement);
    }

    private static void WriteStatement(Utf8JsonWriter writer, ReportedStatement? statement)
    {
        if (statement is null)
        {
            return;
        }

        writer.WriteNumber("StatementIndex"u8, statement.Index);
        writer.WriteString("Sid"u8, statement.Sid);
        WriteRaw(writer, "Statement"u8, statement.Json);
    }

    private static void WriteEvidence(Utf8JsonWriter writer, ReportedEvidence evidence)
    {
        writer.WriteStartObject("Evidence"u8);
        writer.WriteBoolean("Complete"u8, evidence.Complete);
        WriteAll(writer, "Unavailable"u8, evidence.Unavailable, static (w, item) =>
        {
            w.WriteString("Layer"u8, item.Layer);
            w.WriteString("What"u8, item.What);
            w.WriteString("Why"u8, item.Why);
        });
        WriteTexts(writer, "MissingContextKeys"u8, evidence.MissingContextKeys);
        if (evidence.MessageAgrees is { } agrees)
        {
            writer.WriteBoolean("MessageAgrees"u8, agrees);
        }

        if (evidence.Notes.Count > 0)
        {
            WriteTexts(writer, "Notes"u8, evidence.Notes);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    // Parsed again rather than copied, so that the text takes the report's own layout and escapes, and cannot break it.
    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? json)
    {
        writer.WritePropertyName(name);
        if (json is null)
        {
            writer.WriteNullValue();
            return;
        }

        if (!writer.Options.Indented && ReportedValues.TryWritePlain(writer, json))
        {
            return;
        }

        var compact = ReportedValues.Compact(json);
        if (!writer.Options.Indented)
        {
            writer.WriteRawValue(compact.Span, skipInputValidation: true);
            return;
        }

        using var document = JsonDocument.Parse(compact);
        document.RootElement.WriteTo(writer);
    }
}
