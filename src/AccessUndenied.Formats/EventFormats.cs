using AccessUndenied.Aws.Events;

namespace AccessUndenied.Formats;

/// <summary>The forms of this package, for a program without a container.</summary>
public static class EventFormats
{
    /// <summary>All of them, in the order in which they should be asked.</summary>
    public static IReadOnlyList<IEventFormat> All { get; } = [new ArchiveFormat(), new TableFormat()];
}
