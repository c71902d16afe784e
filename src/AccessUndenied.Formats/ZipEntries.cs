using System.IO.Compression;
using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Formats;

/// <summary>The files in a zip archive, in the order of its directory.</summary>
internal static class ZipEntries
{
    internal static async IAsyncEnumerable<EventText> ReadAsync(Stream packed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The directory of a zip stands at its end.
        var file = PrivateFile.Create();
        await using var closes = file.ConfigureAwait(false);
        await packed.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        if (ZipDirectory.LengthIn(file) > ZipDirectory.MostBytes)
        {
            yield return new(default, 1, problem: FormatMessages.DirectoryTooLong(ZipDirectory.MostBytes));
            yield break;
        }

        using var archive = Open(file);
        var number = 0L;
        foreach (var entry in archive.Entries)
        {
            number++;
            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\') || IsLink(entry) || EntryName.IsOfSystem(entry.FullName))
            {
                continue;
            }

            if (entry.IsEncrypted)
            {
                yield return new(default, number, problem: FormatMessages.Encrypted(entry.FullName));
                continue;
            }

            using var text = new UnpackedStream(entry.Open, "zip", entry.Crc32);
            yield return new(default, number) { Entry = entry.FullName, Content = text };
        }
    }

    private static ZipArchive Open(Stream file)
    {
        try
        {
            file.Position = 0;
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries;
            return archive;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InvalidDataException(FormatMessages.Damaged("zip", exception.Message), exception);
        }
    }

    // The upper half of the attributes is the mode of a Unix file; a link's text is a path, and nothing to read.
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;
}
