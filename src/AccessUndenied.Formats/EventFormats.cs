using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Formats;

/// <summary>The forms of this package, for a program without a container.</summary>
public static class EventFormats
{
    /// <summary>All of them, in the order in which they should be asked; a native program has no Parquet.</summary>
    public static IReadOnlyList<IEventFormat> All { get; } = RuntimeFeature.IsDynamicCodeSupported
        ? [new ArchiveFormat(), new ParquetFormat(), new TableFormat()]
        : [new ArchiveFormat(), new TableFormat()];
}
