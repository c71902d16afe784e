using System.Buffers;
using System.Text;
using System.Text.Json;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Output;

/// <summary>Writes the results of <c>analyze</c> to stdout, to a file, or to both.</summary>
internal sealed class ResultOutput : IAsyncDisposable
{
    private readonly AnalyzeOptions _options;
    private readonly Stream? _stdout;
    private readonly Stream? _file;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    public ResultOutput(CommandConsole console, AnalyzeOptions options)
    {
        _options = options;
        _file = options.OutputFile is { } path ? Create(path) : null;
        _stdout = options.SuppressOutput ? null : console.OpenOutput();
        _writer = new(_buffer, JsonReport.OptionsFor(indented: options.Format == AnalyzeFormat.Json));
    }

    /// <summary>How many results were written.</summary>
    public long Written { get; private set; }

    private bool IsListInFile => _file is not null && _options.Format == AnalyzeFormat.Json;

    public async ValueTask WriteAsync(AnalysisResult result, CancellationToken cancellationToken)
    {
        _buffer.ResetWrittenCount();
        if (_options.Format == AnalyzeFormat.Text)
        {
            var text = TextReport.ToText(result);
            _buffer.Advance(Encoding.UTF8.GetBytes(text, _buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
        }
        else
        {
            _writer.Reset(_buffer);
            JsonReport.Write(_writer, result);
            await _writer.FlushAsync(cancellationToken);
        }

        if (IsListInFile)
        {
            await _file!.WriteAsync(Written == 0 ? "{\"Results\": [\n"u8.ToArray() : ",\n"u8.ToArray(), cancellationToken);
            await _file.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        }

        _buffer.Write("\n"u8);
        if (_file is not null && !IsListInFile)
        {
            await _file.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        }

        if (_stdout is not null)
        {
            await _stdout.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        }

        Written++;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_stdout is not null)
        {
            await _stdout.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Ends the file's list; without it the file shows that the work was not finished.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (IsListInFile)
        {
            await _file!.WriteAsync(Written == 0 ? "{\"Results\": []}\n"u8.ToArray() : "\n]}\n"u8.ToArray(), cancellationToken);
        }

        await FlushAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }

        if (_stdout is not null)
        {
            await _stdout.DisposeAsync();
        }
    }

    private static BufferedStream Create(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read), 1 << 16);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(Messages.CannotWrite(path, exception), exception);
        }
    }
}
