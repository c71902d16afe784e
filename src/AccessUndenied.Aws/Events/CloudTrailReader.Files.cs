using System.Runtime.CompilerServices;

namespace AccessUndenied.Aws.Events;

/// <content>Files and folders.</content>
public static partial class CloudTrailReader
{
    private static async IAsyncEnumerable<CloudTrailEvent> ReadFileAsync(
        string path, CloudTrailReaderOptions options, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stream = Open(path);
        await foreach (var found in new InputReading(path, options, summary).ReadAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            yield return found;
        }
    }

    private static async IAsyncEnumerable<CloudTrailEvent> ReadFolderAsync(
        string folder, CloudTrailReaderOptions options, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = 0;
        var useful = 0;
        foreach (var entry in FilesOf(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            files++;
            if (entry.IsFolderLink)
            {
                summary.AddPassedOver(entry.Path, EventMessages.FolderLink);
                continue;
            }

            if (entry.IsEmpty)
            {
                summary.AddPassedOver(entry.Path, EventMessages.EmptyFile);
                continue;
            }

            var path = entry.Path;
            CloudTrailEvent? unopened = null;
            Stream? stream = null;
            try
            {
                stream = entry.Fault is null ? Open(path) : throw entry.Fault;
            }
            catch (CloudTrailFormatException exception)
            {
                summary.AddBad();
                unopened = new CloudTrailEvent { Id = "", Origin = path, Problem = exception.Message };
            }

            if (unopened is not null)
            {
                useful++;
                yield return unopened;
                continue;
            }

            using var open = stream!;
            var events = new InputReading(path, options, summary).ReadAsync(open, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using var closes = events.ConfigureAwait(false);
            while (true)
            {
                try
                {
                    if (!await events.MoveNextAsync().ConfigureAwait(false))
                    {
                        useful++;
                        break;
                    }
                }
                catch (CloudTrailFormatException exception)
                {
                    if (exception.Reason != EventMessages.Digest)
                    {
                        summary.AddPassedOver(path, exception.Reason);
                    }

                    break;
                }

                yield return events.Current;
            }
        }

        if (useful == 0)
        {
            throw new CloudTrailFormatException(folder, EventMessages.EmptyFolder(files), null);
        }
    }

    // The reader has its own buffer, so the stream needs none.
    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CloudTrailFormatException(path, EventMessages.NotFound, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CloudTrailFormatException(path, EventMessages.CannotOpen(exception.Message), exception);
        }
    }

    // Ordinal order of whole paths: a folder sorts as if its name ended in the separator. One folder is listed at a time.
    private static IEnumerable<FolderEntry> FilesOf(string folder)
    {
        List<(string Key, FileSystemInfo Info)> entries = [];
        CloudTrailFormatException? fault = null;
        try
        {
            entries = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(i => (i is DirectoryInfo ? i.Name + "/" : i.Name, i))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = new CloudTrailFormatException(folder, EventMessages.CannotOpen(exception.Message), exception);
        }

        if (fault is not null)
        {
            yield return new FolderEntry(folder, IsFolderLink: false, IsEmpty: false, fault);
        }

        entries.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        foreach (var (_, info) in entries)
        {
            var path = Path.Combine(folder, info.Name);
            if (info is DirectoryInfo { LinkTarget: null })
            {
                foreach (var inner in FilesOf(path))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return new FolderEntry(path, IsFolderLink: info is DirectoryInfo, IsEmpty: IsEmpty(info), Fault: null);
            }
        }
    }

    // A pipe or a device has no length, and opening it may wait for ever; what is empty need not be opened to know it. A broken link is
    // not empty: opening it says what is wrong.
    private static bool IsEmpty(FileSystemInfo info)
    {
        try
        {
            return (info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true)) is FileInfo { Exists: true, Length: 0 };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A link to a folder may lead back to it; a link to a file is read like the file.
    private readonly record struct FolderEntry(string Path, bool IsFolderLink, bool IsEmpty, CloudTrailFormatException? Fault);
}
