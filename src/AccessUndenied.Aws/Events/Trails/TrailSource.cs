namespace AccessUndenied.Aws.Events.Trails;

/// <summary>Where events lie: a file, a folder, a stream, or a part of a bucket; read by <see cref="TrailReader"/>.</summary>
/// <remarks>What it lists can be listed and read again, but for a stream. Nothing is opened before it is listed.</remarks>
public abstract class TrailSource
{
    /// <summary>Its name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>How many of its objects are worth reading at a time.</summary>
    internal virtual int Concurrency => Environment.ProcessorCount;

    /// <summary>A file, or all files of a folder and the folders in it, in ordinal order of their paths.</summary>
    /// <remarks>Links and devices in a folder are not followed; each is named among the files that were passed over.</remarks>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static TrailSource OfPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Directory.Exists(path) ? new FolderSource(path) : new SingleSource(new TrailFile(path) { IsNamed = true });
    }

    /// <summary>A file that has another name in origins and messages, such as one that holds what was piped in.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name in origins and messages.</param>
    public static TrailSource OfFile(string path, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SingleSource(new TrailFile(path) { IsNamed = true, Shown = name });
    }

    /// <summary>A stream, which can be read once and stays open.</summary>
    /// <param name="stream">The events.</param>
    /// <param name="name">Its name in origins and messages.</param>
    public static TrailSource OfStream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SingleSource(new TrailStream(stream, name));
    }

    /// <summary>One object alone.</summary>
    internal static TrailSource Of(TrailObject only) => new SingleSource(only);

    /// <summary>Lists its objects that may hold records of a range, in a stable order.</summary>
    /// <param name="range">What is asked for; what certainly holds nothing of it is left out.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="CloudTrailFormatException">While listing: there is no such source, or it cannot be listed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public abstract IAsyncEnumerable<TrailObject> ListAsync(TrailRange range, CancellationToken cancellationToken);
}
