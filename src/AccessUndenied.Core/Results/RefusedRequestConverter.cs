using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="RefusedRequest"/> as reports have it, and reads it back: why the call needs it is the one note of its request then.</summary>
internal sealed class RefusedRequestConverter : ResultPartConverter<RefusedRequest>
{
    /// <summary>The converter, which has no options.</summary>
    public RefusedRequestConverter()
        : base((writer, refused) => WriteMembers(writer, refused, refused.ReasonBeside([])), ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, RefusedRequest refused, Note? reason)
    {
        writer.WriteStartObject("Request"u8);
        AuthorizationRequestConverter.WriteMembers(writer, refused.Request);
        writer.WriteEndObject();
        writer.WriteString("AssessmentResult"u8, refused.Assessment.ToText());
        writer.WriteNote("Reason"u8, "ReasonId"u8, reason);
        writer.WriteAll("Causes"u8, refused.Causes, CauseConverter.WriteMembers);
        writer.WriteAll("NearMisses"u8, refused.NearMisses, NearMissConverter.WriteMembers);
    }

    internal static RefusedRequest ReadFrom(JsonFields fields)
    {
        var request = AuthorizationRequestConverter.ReadFrom(fields.Object("Request"));
        return new()
        {
            Request = fields.OptionalNote("Reason", "ReasonId") is { } reason ? request with { Provenance = request.Provenance with { Notes = [reason] } } : request,
            Assessment = fields.OneOf<Assessment>("AssessmentResult", AssessmentTexts.ToText),
            Causes = fields.List("Causes", CauseConverter.ReadFrom),
            NearMisses = fields.List("NearMisses", NearMissConverter.ReadFrom),
        };
    }
}
