using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="Remediation"/> as results in reports have it, and reads it back.</summary>
internal sealed class RemediationConverter : ResultPartConverter<Remediation>
{
    /// <summary>The converter, which has no options.</summary>
    public RemediationConverter()
        : base((writer, remediation) => WriteMembers(writer, remediation, withScripts: false), ReadFrom)
    {
    }

    /// <summary>Writes the remediation.</summary>
    /// <param name="writer">What is written into.</param>
    /// <param name="remediation">The remediation.</param>
    /// <param name="withScripts">Whether to write commands and templates too, each of which holds the whole policy once more.</param>
    internal static void WriteMembers(Utf8JsonWriter writer, Remediation remediation, bool withScripts)
    {
        writer.WriteString("Summary"u8, remediation.Sentence);
        writer.WriteBoolean("Verified"u8, remediation.Verified);
        writer.WriteAll("Changes"u8, remediation.Changes, (w, change) => PolicyChangeConverter.WriteMembers(w, change, withScripts));
        writer.WriteNotes("Assumptions"u8, remediation.Assumptions);
        writer.WriteTexts("Opens"u8, remediation.Opens);
        writer.WriteString("Kind"u8, RemediationKindConverter.TextOf(remediation.Kind));
        writer.WriteAll("OpensExactly"u8, remediation.OpensExactly, WriteOpened);
        writer.WriteAll("Warnings"u8, remediation.Warnings, static (w, warning) =>
        {
            w.WriteString("Id"u8, warning.Id);
            w.WriteString("Text"u8, warning.Text);
        });
        if (remediation.Assumptions.Count > 0)
        {
            writer.WriteIds("AssumptionIds"u8, remediation.Assumptions);
        }

        if (remediation.Link is { } link)
        {
            writer.WriteStartObject("Link"u8);
            CallerSessionConverter.WriteLink(writer, link);
            writer.WriteEndObject();
        }

        if (remediation.Replay is { } replay)
        {
            writer.WriteStartObject("Replay"u8);
            RemedyReplayJson.WriteMembers(writer, replay);
            writer.WriteEndObject();
        }
    }

    // A report from before kinds were told has none.
    internal static Remediation ReadFrom(JsonFields fields) => new()
    {
        Sentence = fields.Text("Summary"),
        Verified = fields.Flag("Verified"),
        Changes = fields.List("Changes", PolicyChangeConverter.ReadFrom),
        Assumptions = fields.Notes("Assumptions", "AssumptionIds"),
        Opens = fields.Texts("Opens"),
        Kind = fields.Has("Kind") ? fields.OneOf<RemediationKind>("Kind", RemediationKindConverter.TextOf) : RemediationKind.Grant,
        OpensExactly = fields.List("OpensExactly", ReadOpened),
        Warnings = fields.List("Warnings", static warning => new Note(warning.Text("Id"), warning.Text("Text"))),
        Link = fields.Has("Link") ? CallerSessionConverter.ReadLink(fields.Object("Link")) : null,
        Replay = fields.Has("Replay") ? RemedyReplayJson.ReadFrom(fields.Object("Replay")) : null,
    };

    internal static void WriteOpened(Utf8JsonWriter writer, OpenedAccess opened)
    {
        writer.WriteString("Principal"u8, opened.Principal);
        writer.WriteTexts("Actions"u8, opened.Actions);
        writer.WriteTexts("Resources"u8, opened.Resources);
        writer.WriteTexts("Conditions"u8, opened.Conditions);
        writer.WriteString("Example"u8, opened.Example);
    }

    internal static OpenedAccess ReadOpened(JsonFields opened) => new()
    {
        Principal = opened.Text("Principal"),
        Actions = opened.Texts("Actions"),
        Resources = opened.Texts("Resources"),
        Conditions = opened.Texts("Conditions"),
        Example = opened.OptionalText("Example"),
    };
}
