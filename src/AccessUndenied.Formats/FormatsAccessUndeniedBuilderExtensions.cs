using System.Runtime.CompilerServices;
using AccessUndenied.Formats;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has events read out of more than JSON.</summary>
public static class FormatsAccessUndeniedBuilderExtensions
{
    /// <summary>Registers every form of this package, Parquet only where code can be made while the program runs; give them to a reader in <c>CloudTrailReaderOptions.Formats</c>.</summary>
    /// <remarks>Calling it twice is harmless.</remarks>
    public static AccessUndeniedBuilder AddEventFormats(this AccessUndeniedBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddEventFormat<ArchiveFormat>();
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            builder.AddEventFormat<ParquetFormat>();
        }

        return builder.AddEventFormat<TableFormat>();
    }
}
