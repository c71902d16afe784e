using System.Buffers;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>What was piped in, in a temporary file that nobody but its owner may read, so that it can be read twice; gone when the run ends.</summary>
internal sealed class InputSpool : IDisposable
{
    /// <summary>How much is set aside at most: what fits on most machines' disks.</summary>
    public const long MaxBytes = 4L << 30;

    private readonly string _path;

    private InputSpool(string path)
    {
        _path = path;
        Source = TrailSource.OfFile(path, "stdin");
    }

    /// <summary>The file.</summary>
    public TrailSource Source { get; }

    /// <summary>Reads <paramref name="input"/> to its end.</summary>
    /// <exception cref="CommandFailedException">It is longer than <paramref name="maxBytes"/>, or there is no room for it.</exception>
    public static async Task<InputSpool> ReadAsync(Stream input, long maxBytes, CancellationToken cancellationToken)
    {
        var spool = new InputSpool(Path.Combine(Path.GetTempPath(), $"access-undenied-{Path.GetRandomFileName()}"));
        try
        {
            await spool.FillAsync(input, maxBytes, cancellationToken);
            return spool;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            spool.Dispose();
            throw new CommandFailedException(CommandMessages.NoSpool(exception.Message), exception);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is its owner's alone, and in the folder of what may be deleted at any time.
        }
    }

    private async Task FillAsync(Stream input, long maxBytes, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(_path, options);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            for (long length = 0; await input.ReadAsync(buffer, cancellationToken) is > 0 and var read;)
            {
                length += read;
                if (length > maxBytes)
                {
                    throw new CommandFailedException(CommandMessages.SpoolTooLong(maxBytes));
                }

                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
