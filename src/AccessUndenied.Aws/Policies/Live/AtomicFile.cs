namespace AccessUndenied.Aws.Policies.Live;

/// <summary>A file in the making: whoever looks sees the old one or the new one, and never half of one.</summary>
/// <remarks>
/// It grows under another name beside its own, which it takes only by <see cref="CommitAsync"/>; what is disposed before leaves the old one
/// as it was. A symbolic link is not followed, since it may have been laid by somebody else to have another file overwritten.
/// </remarks>
internal sealed class AtomicFile : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly string _unfinished;
    private bool _isCommitted;

    private AtomicFile(string path, string unfinished, FileStream stream)
    {
        _path = path;
        _unfinished = unfinished;
        Stream = stream;
    }

    /// <summary>Where its content is written.</summary>
    public FileStream Stream { get; }

    /// <summary>Begins the file <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isPrivate">Whether nobody but its owner may read it.</param>
    /// <exception cref="IOException">It is no regular file, or its folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder cannot be written to.</exception>
    public static AtomicFile Create(string path, bool isPrivate)
    {
        RegularFile.Demand(path);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.Asynchronous };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new(path, unfinished, new FileStream(unfinished, options));
    }

    /// <summary>Puts the file in its place.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        Stream.Flush(flushToDisk: true);
        await Stream.DisposeAsync().ConfigureAwait(false);
        File.Move(_unfinished, _path, overwrite: true);
        _isCommitted = true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stream.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            if (!_isCommitted)
            {
                File.Delete(_unfinished);
            }
        }
    }

    /// <summary>Writes a file that holds policies, and so is its owner's alone.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var file = Create(path, isPrivate: true);
        await using (file.ConfigureAwait(false))
        {
            await write(file.Stream).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        WriteAsync(path, stream => stream.WriteAsync(content, cancellationToken).AsTask(), cancellationToken);
}
