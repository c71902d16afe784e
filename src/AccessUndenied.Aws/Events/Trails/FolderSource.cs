using System.Runtime.CompilerServices;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>All files of a folder and the folders in it.</summary>
internal sealed class FolderSource(string folder) : TrailSource
{
    public override string Name => folder;

    public override async IAsyncEnumerable<TrailObject> ListAsync(TrailRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        ArgumentNullException.ThrowIfNull(range);
        var isNamed = TrailPlace.Of(NameOf(folder) + "/") is { MayHoldLogs: false };
        foreach (var file in FilesOf(folder, name => TrailPlace.Of(name) is not { } place || ((isNamed || place.MayHoldLogs) && range.MayReach(place))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return file;
        }
    }

    private static string NameOf(string path) => Path.GetFullPath(path).Replace('\\', '/').TrimEnd('/');

    // Ordinal order of whole paths: a folder sorts as if its name ended in the separator. One folder is listed at a time.
    private static IEnumerable<TrailFile> FilesOf(string folder, Predicate<string> isWanted)
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
            yield return new TrailFile(folder) { Fault = fault };
        }

        var name = NameOf(folder);
        entries.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        foreach (var (key, info) in entries)
        {
            if (!isWanted($"{name}/{key}"))
            {
                continue;
            }

            var path = Path.Combine(folder, info.Name);
            if (info is DirectoryInfo { LinkTarget: null })
            {
                foreach (var inner in FilesOf(path, isWanted))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return new TrailFile(path) { Reason = WhyPassedOver(info) };
            }
        }
    }

    // A link may lead back, or out of what was given. A pipe or a device has no length, and opening it may wait for ever; what is empty need not be opened to
    // know it.
    private static string? WhyPassedOver(FileSystemInfo info) => info switch
    {
        { LinkTarget: not null } => info is DirectoryInfo ? EventMessages.FolderLink : EventMessages.FileLink,
        FileInfo { Exists: true, Length: 0 } => EventMessages.EmptyFile,
        _ => null,
    };
}
