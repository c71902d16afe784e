using System.Formats.Tar;
using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Formats;

/// <summary>The files in a tar archive, in its order.</summary>
internal static class TarEntries
{
    internal static async IAsyncEnumerable<EventText> ReadAsync(Stream packed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var archive = new TarReader(packed, leaveOpen: true);
        await using var closes = archive.ConfigureAwait(false);
        for (var number = 1L; await NextAsync(archive, cancellationToken).ConfigureAwait(false) is { } entry; number++)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile) || EntryName.IsOfSystem(entry.Name))
            {
                continue;
            }

            using var text = new UnpackedStream(() => entry.DataStream ?? Stream.Null, "tar");
            yield return new(default, number) { Entry = entry.Name, Content = text };
        }
    }

    private static async ValueTask<TarEntry?> NextAsync(TarReader archive, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException))
        {
            throw new InvalidDataException(FormatMessages.Damaged("tar", exception.Message), exception);
        }
    }
}
