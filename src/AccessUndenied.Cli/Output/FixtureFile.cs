using System.IO.Compression;
using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Replays;

namespace AccessUndenied.Cli.Output;

/// <summary>The file that <c>replay --record</c> writes, whole or not at all.</summary>
internal sealed class FixtureFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly AtomicFile _file;
    private readonly Stream _content;
    private readonly FixtureWriter _writer;

    private FixtureFile(string path, AtomicFile file)
    {
        _path = path;
        _file = file;
        _content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file.Stream, CompressionLevel.Optimal, leaveOpen: true)
            : new BufferedStream(file.Stream);
        _writer = new(_content);
    }

    /// <summary>How many calls were written.</summary>
    public int Calls => _writer.Calls;

    /// <summary>Whether a call was left out because there were too many.</summary>
    public bool IsFull => _writer.IsFull;

    /// <summary>Begins the file.</summary>
    /// <exception cref="CommandFailedException">It cannot be written to.</exception>
    public static FixtureFile Create(string path)
    {
        try
        {
            return new(path, AtomicFile.Create(path, isPrivate: true));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(CommandMessages.CannotWrite(path, exception), exception);
        }
    }

    /// <summary>Passes <paramref name="records"/> on and writes the call of each.</summary>
    public async IAsyncEnumerable<CloudTrailEvent> OfAsync(IAsyncEnumerable<CloudTrailEvent> records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            Write(record);
            yield return record;
        }
    }

    /// <summary>Lets the file take the place of an older one.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _content.FlushAsync(cancellationToken);
        if (_content is GZipStream)
        {
            // What ends the packed content is written then.
            await _content.DisposeAsync();
        }

        await ResultOutput.CommitAsync(_file, _path, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_content is GZipStream)
        {
            await _content.DisposeAsync();
        }

        await _file.DisposeAsync();
    }

    private void Write(CloudTrailEvent record)
    {
        try
        {
            _writer.Add(record);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(CommandMessages.CannotWrite(_path, exception), exception);
        }
    }
}
