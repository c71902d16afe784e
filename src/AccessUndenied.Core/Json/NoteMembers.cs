using System.Text.Json;
using AccessUndenied.Events;

namespace AccessUndenied.Json;

/// <summary>Writes notes as their texts, with their ids in a member of their own beside them, and reads both back.</summary>
internal static class NoteMembers
{
    public static void WriteNote(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> idName, Note? note)
    {
        if (note is not null)
        {
            writer.WriteString(name, note.Text);
            writer.WriteString(idName, note.Id);
        }
    }

    public static void WriteNotes(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<Note> notes)
    {
        writer.WriteStartArray(name);
        foreach (var note in notes)
        {
            writer.WriteStringValue(note.Text);
        }

        writer.WriteEndArray();
    }

    public static void WriteIds(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<Note> notes)
    {
        writer.WriteStartArray(name);
        foreach (var note in notes)
        {
            writer.WriteStringValue(note.Id);
        }

        writer.WriteEndArray();
    }

    public static Note? OptionalNote(this JsonFields fields, string name, string idName) =>
        fields.OptionalText(name) is { } text ? new(fields.OptionalText(idName) ?? Note.OfNoKind, text) : null;

    public static IReadOnlyList<Note> Notes(this JsonFields fields, string name, string idsName)
    {
        var (texts, ids) = (fields.Texts(name), fields.Texts(idsName));
        return [.. texts.Select((text, at) => new Note(at < ids.Count ? ids[at] : Note.OfNoKind, text))];
    }
}
