using System.Text.Encodings.Web;
using System.Text.Json;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Reports;

/// <summary>Writes results as JSON: one object for each denied event.</summary>
/// <remarks>Safe to put into a terminal or a file; for HTML, escape as for any text.</remarks>
public static class JsonReport
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The result as one JSON object.</summary>
    /// <param name="result">The result.</param>
    /// <param name="indented">Whether to write a member a line rather than everything in one.</param>
    public static string ToJson(AnalysisResult result, bool indented = true)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, OptionsFor(indented)))
        {
            Write(writer, result);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>How a writer for these reports is to be set up.</summary>
    public static JsonWriterOptions OptionsFor(bool indented) => indented ? s_indented : s_compact;

    /// <summary>Writes one result as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.WriteStartObject();
        writer.WriteString("EventId"u8, result.EventId);
        writer.WriteString("AssessmentResult"u8, result.Assessment.ToText());
        if (result.ErrorMessage is not null)
        {
            writer.WriteString("ErrorMessage"u8, result.ErrorMessage);
        }

        WriteDetails(writer, result);
        WriteRequest(writer, result);
        WriteAll(writer, "Causes"u8, result.Causes, WriteCause);
        WriteAll(writer, "NearMisses"u8, result.NearMisses, WriteNearMiss);
        WriteAll(writer, "Remediations"u8, result.Remediations, WriteRemediation);
        WriteEvidence(writer, result.Evidence);
        writer.WriteEndObject();
    }

    // The shape of the Python tool: only what there is.
    private static void WriteDetails(Utf8JsonWriter writer, AnalysisResult result)
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

    private static void WriteRequest(Utf8JsonWriter writer, AnalysisResult result)
    {
        if (result.Request is not { } request)
        {
            writer.WriteNull("Request"u8);
            return;
        }

        writer.WriteStartObject("Request"u8);
        writer.WriteString("Principal"u8, request.Principal.Id);
        writer.WriteString("PrincipalType"u8, request.Principal.Kind.ToString());
        writer.WriteString("Action"u8, request.Action);
        writer.WriteString("Resource"u8, request.Resource.Value);
        writer.WriteString("ResourceAccount"u8, request.Resource.AccountId);
        writer.WriteStartObject("Context"u8);
        foreach (var (key, value) in request.Context.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value.IsKnown)
            {
                WriteValue(writer, key, value);
            }
        }

        writer.WriteEndObject();
        writer.WriteString("ActionFoundIn"u8, request.Provenance.ActionFrom);
        writer.WriteString("ActionCertainty"u8, request.Provenance.ActionCertainty.ToString());
        writer.WriteString("ResourceFoundIn"u8, request.Provenance.ResourceFrom);
        writer.WriteString("ResourceCertainty"u8, request.Provenance.ResourceCertainty.ToString());
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string key, ContextValue value)
    {
        if (value.Count == 1)
        {
            writer.WriteString(key, value[0]);
            return;
        }

        writer.WriteStartArray(key);
        for (var i = 0; i < value.Count; i++)
        {
            writer.WriteStringValue(value[i]);
        }

        writer.WriteEndArray();
    }

    private static void WriteCause(Utf8JsonWriter writer, Cause cause)
    {
        writer.WriteString("Layer"u8, LayerNames.Of(cause.Layer));
        writer.WriteString("Decision"u8, cause.Decision == Decision.ExplicitDeny ? "explicitDeny"u8 : "implicitDeny"u8);
        writer.WriteString("Explanation"u8, cause.Sentence);
        writer.WriteString("PolicyName"u8, cause.Policy is { Name.Length: > 0 } policy ? policy.Name : null);
        writer.WriteString("PolicyArn"u8, cause.PolicyId);
        writer.WriteString("AttachedTo"u8, cause.AttachedTo);
        writer.WriteString("AttachedToName"u8, cause.AttachedToName);
        WriteStatement(writer, cause.Statement);
        writer.WriteBoolean("Inferred"u8, cause.IsInferred);
        writer.WriteBoolean("SourcedFromMessage"u8, cause.IsFromMessage);
    }

    private static void WriteNearMiss(Utf8JsonWriter writer, NearMiss miss)
    {
        writer.WriteString("Layer"u8, LayerNames.Of(miss.Layer));
        writer.WriteString("FailedElement"u8, miss.Element.ToString());
        writer.WriteString("Explanation"u8, miss.Sentence);
        if (miss.Hint is not null)
        {
            writer.WriteString("Hint"u8, miss.Hint);
        }

        writer.WriteString("PolicyName"u8, miss.Policy.Name.Length > 0 ? miss.Policy.Name : null);
        writer.WriteString("PolicyArn"u8, miss.Policy.Id);
        writer.WriteString("AttachedTo"u8, miss.Policy.AttachedTo);
        WriteStatement(writer, miss.Statement);
    }

    private static void WriteStatement(Utf8JsonWriter writer, Statement? statement)
    {
        if (statement is null)
        {
            return;
        }

        writer.WriteNumber("StatementIndex"u8, statement.Index);
        writer.WriteString("Sid"u8, statement.Sid);
        WriteRaw(writer, "Statement"u8, statement.Json.Span);
    }

    private static void WriteRemediation(Utf8JsonWriter writer, Remediation remediation)
    {
        writer.WriteString("Summary"u8, remediation.Sentence);
        writer.WriteBoolean("Verified"u8, remediation.Verified);
        WriteAll(writer, "Changes"u8, remediation.Changes, static (w, change) =>
        {
            w.WriteString("Layer"u8, LayerNames.Of(change.Layer));
            w.WriteString("Change"u8, change.IsAddition ? "add"u8 : "replaceStatement"u8);
            w.WriteString("AttachmentTargetArn"u8, change.AttachmentTarget);
            w.WriteString("PolicyName"u8, change.Policy?.Name);
            w.WriteString("PolicyArn"u8, change.Policy?.Id);
            if (change.Replaces is { } statement)
            {
                w.WriteNumber("StatementIndex"u8, statement.Index);
            }

            WriteRaw(w, change.IsAddition ? "Policy"u8 : "Statement"u8, change.Json);
        });
        WriteTexts(writer, "Assumptions"u8, remediation.Assumptions);
    }

    private static void WriteEvidence(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteStartObject("Evidence"u8);
        writer.WriteBoolean("Complete"u8, evidence.Complete);
        WriteAll(writer, "Unavailable"u8, evidence.Unavailable, static (w, item) =>
        {
            w.WriteString("Layer"u8, item.Layer is { } layer ? LayerNames.Of(layer) : null);
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

    private static void WriteAll<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
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

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? json)
    {
        if (json is null)
        {
            writer.WriteNull(name);
            return;
        }

        WriteRaw(writer, name, System.Text.Encoding.UTF8.GetBytes(json));
    }

    // Parsed again rather than copied, so that the text takes the report's own layout and cannot break it.
    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        writer.WritePropertyName(name);
        if (!writer.Options.Indented)
        {
            writer.WriteRawValue(Compact(json));
            return;
        }

        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        document.RootElement.WriteTo(writer);
    }

    private static ReadOnlySpan<byte> Compact(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            return json;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_compact))
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            document.RootElement.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
