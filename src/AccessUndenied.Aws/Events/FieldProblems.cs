using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>What is wrong with a record's members: the first fault that makes it useless, and what its reader should know of the rest.</summary>
/// <remarks>Only who called and what was asked for are beyond repair; whatever else cannot be read is as good as absent and costs a note.</remarks>
internal sealed class FieldProblems
{
    private const int MostNotes = 8;

    private readonly List<(string Name, string Text)> _notes = [];

    internal string? First { get; private set; }

    internal IReadOnlyList<string> Notes => [.. _notes.Select(note => note.Text)];

    internal void Add(string problem) => First ??= problem;

    internal void Note(string name, string text)
    {
        if (_notes.Count < MostNotes)
        {
            _notes.Add((name, text));
        }
    }

    /// <summary>What was noted of the member <paramref name="name"/>; null when nothing was.</summary>
    internal string? NoteOf(string name) => _notes.Find(note => note.Name == name).Text;

    /// <summary>Of two callers or operations nobody knows which was meant; of anything else the last one counts.</summary>
    internal void Repeated(string name, long at, bool ofCaller)
    {
        if (ofCaller || name is "userIdentity" or "eventSource" or "eventName")
        {
            Add(EventMessages.Duplicate(name, at));
        }
        else
        {
            Note(name, EventMessages.Repeated(name, at));
        }
    }

    internal void WrongType(ref Utf8JsonReader reader, string name, string expected) =>
        Note(name, EventMessages.WrongType(name, expected, reader.TokenType, reader.TokenStartIndex));
}
