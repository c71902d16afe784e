using System.Text.Json;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>Writes a <see cref="CallerSession"/> as reports have it, and reads it back; the texts of policies are not in it.</summary>
internal sealed class CallerSessionConverter : ResultPartConverter<CallerSession>
{
    /// <summary>The converter, which has no options.</summary>
    public CallerSessionConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, CallerSession session)
    {
        writer.WriteAll("Chain"u8, session.Chain, WriteLink);
        if (session.SessionPolicies is { } count)
        {
            writer.WriteNumber("SessionPolicies"u8, count);
        }
        else
        {
            writer.WriteNull("SessionPolicies"u8);
        }

        writer.WriteStartObject("Tags"u8);
        foreach (var (key, value) in session.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        writer.WriteString("SourceIdentity"u8, session.SourceIdentity);
        if (session.MfaAuthenticated is { } mfa)
        {
            writer.WriteBoolean("MfaAuthenticated"u8, mfa);
        }
        else
        {
            writer.WriteNull("MfaAuthenticated"u8);
        }

        writer.WriteBoolean("Found"u8, session.Found);
        writer.WriteString("Why"u8, session.Why);
    }

    internal static void WriteLink(Utf8JsonWriter writer, SessionLink link)
    {
        writer.WriteString("Principal"u8, link.Principal);
        writer.WriteString("Action"u8, link.Action);
        if (link.Time is { } time)
        {
            writer.WriteTime("Time"u8, time);
        }
        else
        {
            writer.WriteNull("Time"u8);
        }

        writer.WriteString("EventId"u8, link.EventId);
        if (link.ExternalId is { } externalId)
        {
            writer.WriteString("ExternalId"u8, externalId);
        }

        if (link.DurationSeconds is { } seconds)
        {
            writer.WriteNumber("DurationSeconds"u8, seconds);
        }
    }

    internal static SessionLink ReadLink(JsonFields link) => new(link.Text("Principal"), link.Text("Action"), link.Time("Time"), link.OptionalText("EventId"))
    {
        ExternalId = link.OptionalText("ExternalId"),
        DurationSeconds = link.OptionalNumber("DurationSeconds"),
    };

    internal static CallerSession ReadFrom(JsonFields fields) => new()
    {
        Chain = fields.List("Chain", ReadLink),
        SessionPolicies = fields.OptionalNumber("SessionPolicies"),
        Tags = fields.Object("Tags").TextLists().ToDictionary(pair => pair.Key, pair => pair.Value[0], StringComparer.Ordinal),
        SourceIdentity = fields.OptionalText("SourceIdentity"),
        MfaAuthenticated = fields.OptionalFlag("MfaAuthenticated"),
        Found = fields.Flag("Found"),
        Why = fields.OptionalText("Why"),
    };
}
