using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Writes an <see cref="Evidence"/> as reports have it, and reads it back whole.</summary>
internal sealed class EvidenceConverter : ResultPartConverter<Evidence>
{
    /// <summary>The converter, which has no options.</summary>
    public EvidenceConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteBoolean("Complete"u8, evidence.Complete);
        writer.WriteAll("Unavailable"u8, evidence.Unavailable, UnavailableEvidenceConverter.WriteMembers);
        writer.WriteTexts("MissingContextKeys"u8, evidence.MissingContextKeys);
        if (evidence.MessageAgrees is { } agrees)
        {
            writer.WriteBoolean("MessageAgrees"u8, agrees);
        }

        if (evidence.Notes.Count > 0)
        {
            writer.WriteNotes("Notes"u8, evidence.Notes);
            writer.WriteIds("NoteIds"u8, evidence.Notes);
        }
    }

    internal static Evidence ReadFrom(JsonFields fields) => new()
    {
        Complete = fields.Flag("Complete"),
        Unavailable = fields.List("Unavailable", UnavailableEvidenceConverter.ReadFrom),
        MissingContextKeys = fields.Texts("MissingContextKeys"),
        MessageAgrees = fields.OptionalFlag("MessageAgrees"),
        Notes = fields.Notes("Notes", "NoteIds"),
    };
}
