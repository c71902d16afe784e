using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Writes an <see cref="AnalysisResult"/> as <c>JsonReport.ToJson</c> does, and reads it back.</summary>
/// <remarks>
/// What was read and is written again is the same, byte for byte. Not in the JSON, and so not in a result read back: documents of policies
/// (of their statements, those that causes and near misses name are), the traces of layers, condition keys without a known value, and scripts.
/// </remarks>
internal sealed class AnalysisResultConverter : ResultPartConverter<AnalysisResult>
{
    /// <summary>The converter, which has no options.</summary>
    public AnalysisResultConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteObject(Utf8JsonWriter writer, AnalysisResult result)
    {
        writer.WriteStartObject();
        WriteMembers(writer, result);
        writer.WriteEndObject();
    }

    internal static AnalysisResult ReadFrom(JsonFields fields)
    {
        var details = fields.Object("ResultDetails");
        return WithStatements(new()
        {
            EventId = fields.Text("EventId"),
            Assessment = fields.OneOf<Assessment>("AssessmentResult", AssessmentTexts.ToText),
            ErrorMessage = fields.OptionalText("ErrorMessage"),
            PoliciesToAdd = details.List("PoliciesToAdd", item => new PolicyToAdd(item.OptionalText("AttachmentTargetArn"), item.Json("Policy"))),
            ExplicitDenyPolicies = details.List("ExplicitDenyPolicies", item => new ExplicitDenyPolicy(
                item.OptionalText("PolicyArn"), item.OptionalText("PolicyName"), item.OptionalText("AttachmentTargetArn"), item.OptionalJson("PolicyStatement"))),
            Request = fields.Has("Request") ? AuthorizationRequestConverter.ReadFrom(fields.Object("Request")) : null,
            Causes = fields.List("Causes", CauseConverter.ReadFrom),
            NearMisses = fields.List("NearMisses", NearMissConverter.ReadFrom),
            Remediations = fields.List("Remediations", RemediationConverter.ReadFrom),
            Evidence = EvidenceConverter.ReadFrom(fields.Object("Evidence")),
            EventTime = fields.Time("EventTime"),
            ErrorText = fields.OptionalText("ErrorText"),
            Refusal = fields.Has("Refusal") ? ReadRefusal(fields.Object("Refusal")) : null,
            Layers = fields.List("Layers", LayerResultConverter.ReadFrom),
            AlsoRefused = fields.List("AlsoRefused", RefusedRequestConverter.ReadFrom),
            History = fields.Has("History") ? PolicyTimelineConverter.ReadFrom(fields.Object("History")) : null,
            Session = fields.Has("Session") ? CallerSessionConverter.ReadFrom(fields.Object("Session")) : null,
            Authorization = fields.Has("Authorization") ? RecordedAuthorizationConverter.ReadFrom(fields.Object("Authorization")) : null,
        });
    }

    /// <summary>Writes the object and tells how many bytes stand before and after the two members that tell repeated events apart.</summary>
    internal static ResultParts WriteParts(Utf8JsonWriter writer, AnalysisResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("EventId"u8, result.EventId);
        var afterId = writer.BytesCommitted + writer.BytesPending;
        WriteFindings(writer, result);
        var beforeTime = writer.BytesCommitted + writer.BytesPending;
        WriteEventTime(writer, result);
        var afterTime = writer.BytesCommitted + writer.BytesPending;
        WriteRest(writer, result);
        writer.WriteEndObject();
        return new((int)afterId, (int)beforeTime, (int)afterTime);
    }

    private static void WriteMembers(Utf8JsonWriter writer, AnalysisResult result)
    {
        writer.WriteString("EventId"u8, result.EventId);
        WriteFindings(writer, result);
        WriteEventTime(writer, result);
        WriteRest(writer, result);
    }

    private static void WriteEventTime(Utf8JsonWriter writer, AnalysisResult result)
    {
        if (result.EventTime is { } time)
        {
            writer.WriteTime("EventTime"u8, time);
        }
    }

    private static void WriteFindings(Utf8JsonWriter writer, AnalysisResult result)
    {
        writer.WriteString("AssessmentResult"u8, result.Assessment.ToText());
        writer.WriteOptional("ErrorMessage"u8, result.ErrorMessage);
        WriteDetails(writer, result);
        WriteRequest(writer, result.Request);
        writer.WriteAll("Causes"u8, result.Causes, CauseConverter.WriteMembers);
        writer.WriteAll("NearMisses"u8, result.NearMisses, NearMissConverter.WriteMembers);
        writer.WriteAll("Remediations"u8, result.Remediations, static (w, remediation) => RemediationConverter.WriteMembers(w, remediation, withScripts: false));
        writer.WriteStartObject("Evidence"u8);
        EvidenceConverter.WriteMembers(writer, result.Evidence);
        writer.WriteEndObject();
    }

    private static void WriteRest(Utf8JsonWriter writer, AnalysisResult result)
    {
        writer.WriteOptional("ErrorText"u8, result.ErrorText);
        WriteRefusal(writer, result.Refusal);
        if (result.Layers.Count > 0)
        {
            writer.WriteAll("Layers"u8, result.Layers, LayerResultConverter.WriteMembers);
        }

        if (result.AlsoRefused.Count > 0)
        {
            writer.WriteAll("AlsoRefused"u8, result.AlsoRefused, (w, refused) => RefusedRequestConverter.WriteMembers(w, refused, refused.ReasonBeside(result.Evidence.Notes)));
        }

        if (result.Session is { } session)
        {
            writer.WriteStartObject("Session"u8);
            CallerSessionConverter.WriteMembers(writer, session);
            writer.WriteEndObject();
        }

        if (result.History is { } history)
        {
            writer.WriteStartObject("History"u8);
            PolicyTimelineConverter.WriteMembers(writer, history);
            writer.WriteEndObject();
        }

        if (result.Authorization is { } authorization)
        {
            writer.WriteStartObject("Authorization"u8);
            RecordedAuthorizationConverter.WriteMembers(writer, authorization);
            writer.WriteEndObject();
        }
    }

    // The shape of the Python tool: only what there is.
    private static void WriteDetails(Utf8JsonWriter writer, AnalysisResult result)
    {
        writer.WriteStartObject("ResultDetails"u8);
        if (result.PoliciesToAdd.Count > 0)
        {
            writer.WriteAll("PoliciesToAdd"u8, result.PoliciesToAdd, static (w, policy) =>
            {
                w.WriteString("AttachmentTargetArn"u8, policy.AttachmentTarget);
                w.WriteRaw("Policy"u8, policy.PolicyJson);
            });
        }

        if (result.ExplicitDenyPolicies.Count > 0)
        {
            writer.WriteAll("ExplicitDenyPolicies"u8, result.ExplicitDenyPolicies, static (w, policy) =>
            {
                w.WriteString("PolicyArn"u8, policy.PolicyId);
                w.WriteString("PolicyName"u8, policy.PolicyName);
                w.WriteString("AttachmentTargetArn"u8, policy.AttachmentTarget);
                w.WriteRaw("PolicyStatement"u8, policy.StatementJson);
            });
        }

        writer.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter writer, AuthorizationRequest? request)
    {
        if (request is null)
        {
            writer.WriteNull("Request"u8);
            return;
        }

        writer.WriteStartObject("Request"u8);
        AuthorizationRequestConverter.WriteMembers(writer, request);
        writer.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter writer, ServiceRefusal? refusal)
    {
        if (refusal is null)
        {
            return;
        }

        writer.WriteStartObject("Refusal"u8);
        writer.WriteString("Id"u8, refusal.Id);
        writer.WriteString("Cause"u8, refusal.Reason);
        writer.WriteString("Advice"u8, refusal.Advice);
        writer.WriteString("Page"u8, refusal.Page);
        writer.WriteBoolean("Certain"u8, refusal.IsCertain);
        writer.WriteEndObject();
    }

    private static ServiceRefusal ReadRefusal(JsonFields fields) => new()
    {
        Id = fields.Text("Id"),
        Reason = fields.Text("Cause"),
        Advice = fields.Text("Advice"),
        Page = fields.Text("Page"),
        IsCertain = fields.Flag("Certain"),
    };

    // A change names the statement that it replaces by its index alone: causes and near misses have its text.
    private static AnalysisResult WithStatements(AnalysisResult result)
    {
        var causes = result.Causes.Concat(result.AlsoRefused.SelectMany(refused => refused.Causes)).ToList();
        var misses = result.NearMisses.Concat(result.AlsoRefused.SelectMany(refused => refused.NearMisses)).ToList();
        var statements = causes.Select(cause => (cause.Layer, cause.Policy, cause.Statement))
            .Concat(misses.Select(miss => (miss.Layer, Policy: (AttachedPolicy?)miss.Policy, Statement: (Statement?)miss.Statement))).ToList();
        return result with { Remediations = [.. result.Remediations.Select(remediation => remediation with { Changes = [.. remediation.Changes.Select(Completed)] })] };

        PolicyChange Completed(PolicyChange change) => change.Replacing(change.Replaces is null ? null : statements.Find(
            item => item.Layer == change.Layer && item.Policy?.Id == change.Policy?.Id && item.Policy?.Name == change.Policy?.Name && item.Statement?.Index == change.Replaces.Index).Statement) with
        {
            CauseTarget = causes.Find(cause => cause.Layer == change.Layer)?.AttachedTo,
        };
    }
}
