namespace AccessUndenied.Aws.Events;

/// <summary>Reads the denied events out of CloudTrail records, whatever they are wrapped in.</summary>
/// <remarks>
/// Shape: a record; <c>{"Records": […]}</c>; an array of records; JSON Lines; the output of <c>lookup-events</c>; EventBridge events;
/// CloudWatch Logs events; and records anywhere inside of other values, as objects, texts, base64 or gzip. Told by content, never by name.
/// Units: memory does not grow with the input; one record is held at a time.
/// Errors: a record that cannot be used, and the rest of an input that breaks off, come out as an event with <c>Problem</c>.
/// Nothing but an input without any CloudTrail is an exception.
/// </remarks>
public static partial class CloudTrailReader
{
    /// <summary>Reads the denied events of a stream, which stays open.</summary>
    /// <param name="stream">The input, read once from where it stands.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CloudTrailFormatException">While reading: the stream is empty, or there is no CloudTrail in it.</exception>
    public static IAsyncEnumerable<CloudTrailEvent> ReadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        ReadAsync(stream, new CloudTrailReaderOptions(), new ReadSummary(), cancellationToken);

    /// <summary>Reads the denied events of a stream, which stays open.</summary>
    /// <param name="stream">The input, read once from where it stands.</param>
    /// <param name="options">How to read.</param>
    /// <param name="summary">Takes the counts, while the reading goes on.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its limits.</exception>
    /// <exception cref="CloudTrailFormatException">While reading: the stream is empty, or there is no CloudTrail in it.</exception>
    public static IAsyncEnumerable<CloudTrailEvent> ReadAsync(
        Stream stream, CloudTrailReaderOptions options, ReadSummary summary, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(summary);
        CloudTrailReaderOptions.Validate(options);
        return new InputReader(options.SourceName, options, summary).ReadAsync(stream, cancellationToken);
    }

    /// <summary>Reads the denied events of a file, or of all files of a folder and the folders in it.</summary>
    /// <remarks>
    /// A folder's files come in ordinal order of their paths, and are read as many at a time as there are cores. Those without CloudTrail, and links, are listed in
    /// <see cref="ReadSummary.PassedOverFiles"/>; one that cannot be opened gives an event with <c>Problem</c>. <see cref="Trails.TrailReader"/> has more.
    /// </remarks>
    /// <param name="path">The file or folder.</param>
    /// <param name="options">How to read.</param>
    /// <param name="summary">Takes the counts, while the reading goes on.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its limits.</exception>
    /// <exception cref="CloudTrailFormatException">
    /// While reading: there is no such file or folder, the file cannot be opened or is empty, or there is no CloudTrail in any of it.
    /// </exception>
    public static IAsyncEnumerable<CloudTrailEvent> ReadPathAsync(
        string path, CloudTrailReaderOptions options, ReadSummary summary, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(summary);
        CloudTrailReaderOptions.Validate(options);
        return Directory.Exists(path)
            ? ReadFolderAsync(path, options, summary, cancellationToken)
            : ReadFileAsync(path, options, summary, cancellationToken);
    }
}
