using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>What is wrong with a record's members; the first is told.</summary>
internal sealed class FieldProblems
{
    internal string? First { get; private set; }

    internal void Add(string problem) => First ??= problem;

    internal void WrongType(ref Utf8JsonReader reader, string name, string expected) =>
        Add(EventMessages.WrongType(name, expected, reader.TokenType, reader.TokenStartIndex));
}
