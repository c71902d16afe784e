using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Events;

/// <summary>Where a record was read; <c>default</c> is a record given as such.</summary>
internal readonly record struct RecordPlace(string? Source, long Number, long Line, long Position)
{
    internal string? Origin => Source is null ? null : $"{Source}, record {Number}";

    internal string Say(string problem) => Source is null ? problem : $"{Source}, {InputMessages.At("record", Number, Line, Position)}: {problem}";
}
