namespace AccessUndenied.Aws.Events;

/// <summary>What an <see cref="IEventFormat"/> gives of one record.</summary>
public readonly struct EventText(ReadOnlyMemory<byte> json, long line, long position = 0, string? problem = null)
{
    /// <summary>The record, or a value with records inside, as UTF-8 JSON; empty where <see cref="Problem"/> is given.</summary>
    public ReadOnlyMemory<byte> Json { get; internal init; } = json;

    /// <summary>The line of the input on which it begins, or the number of its row, counted from 1.</summary>
    public long Line { get; } = line;

    /// <summary>Where it begins in the input, in bytes counted from 0; 0 where that is not known.</summary>
    public long Position { get; } = position;

    /// <summary>Why it cannot be read, in one sentence that names the way out; null when it can be.</summary>
    public string? Problem { get; internal init; } = problem;

    /// <summary>A name from within the input, such as of a file in an archive, so that it can stand in <see cref="Problem"/> or <see cref="Note"/>.</summary>
    /// <returns>The name with what could act on a terminal replaced, and cut where it is longer than 300 characters.</returns>
    public static string Quotable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return PartName.Clean(name);
    }

    /// <summary>Whether the input ends inside of it, so that what else it held is missing.</summary>
    public bool IsCut { get; init; }

    /// <summary>What the form has lost of the record, in one sentence that the result's evidence gives; null where it is whole.</summary>
    public string? Note { get; init; }

    /// <summary>The name of a part of the input, such as a file in an archive; it stands behind the input's own in origins. Null where the part has none.</summary>
    public string? Entry { get; init; }

    /// <summary>A part of the input, which is read like an input of its own before the next text is asked for; null where <see cref="Json"/> or <see cref="Problem"/> is given.</summary>
    public Stream? Content { get; init; }
}
