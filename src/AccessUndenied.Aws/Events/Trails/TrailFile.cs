using System.Globalization;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A file on this machine.</summary>
internal sealed class TrailFile(string path) : TrailObject
{
    private FileInfo? _seen;

    public override string Name => Shown ?? path;

    /// <summary>The name in origins and messages; null for the path.</summary>
    public string? Shown { get; init; }

    /// <summary>Whether somebody named it, and not a folder alone that it is in.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Why its folder cannot be listed; null for a file.</summary>
    public CloudTrailFormatException? Fault { get; init; }

    public string? Reason { get; init; }

    public override long? Length => Seen is { Exists: true } seen ? seen.Length : null;

    public override string? Stamp => Seen is { Exists: true } seen ? seen.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture) : null;

    internal override string? PassedOver => Reason;

    internal override bool IsWhole => IsNamed;

    private FileInfo Seen => _seen ??= new(path);

    internal override PlannedObject ToPlan() => PlannedObject.Of(this);

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => Fault is null ? new(Open()) : throw Fault;

    // The reader has its own buffer, so the stream needs none.
    private FileStream Open()
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CloudTrailFormatException(Name, EventMessages.NotFound, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CloudTrailFormatException(Name, EventMessages.CannotOpen(exception.Message), exception);
        }
    }
}
