using System.Buffers;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Output;

/// <summary>Writes the results of <c>analyze</c> to stdout, to a file, or to both.</summary>
internal sealed class ResultOutput : IAsyncDisposable
{
    private readonly List<ReportStream> _reports = [];
    private readonly ResultGrouping? _grouping;

    public ResultOutput(CommandConsole console, AnalyzeOptions options)
    {
        _grouping = options.Group ? new() : null;
        if (options.OutputFile is { } path)
        {
            // A file is read as a whole: its JSON is one document, not one object after the other.
            var format = options.Format == ReportFormat.Json ? ReportFormat.JsonDocument : options.Format;
            _reports.Add(new(Create(path), format, options.Group, TextLayout.Plain));
        }

        if (!options.SuppressOutput)
        {
            _reports.Add(new(console.OpenOutput(), options.Format, options.Group, console.Layout));
        }

        foreach (var report in _reports)
        {
            report.Writer.Begin();
        }
    }

    /// <summary>How many results there were.</summary>
    public long Written { get; private set; }

    public async ValueTask WriteAsync(AnalysisResult result, CancellationToken cancellationToken)
    {
        Written++;
        if (_grouping is not null)
        {
            _grouping.Add(result);
            return;
        }

        foreach (var report in _reports)
        {
            report.Writer.Write(result);
            await report.SendAsync(cancellationToken);
        }
    }

    /// <summary>Lets readers see what was written so far.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var report in _reports)
        {
            await report.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Ends the reports; one that was not ended shows that the work was not finished.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var finding in _grouping?.ToFindings() ?? [])
        {
            foreach (var report in _reports)
            {
                report.Writer.Write(finding);
            }
        }

        foreach (var report in _reports)
        {
            report.Writer.End();
            await report.FlushAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var report in _reports)
        {
            await report.DisposeAsync();
        }
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(Messages.CannotWrite(path, exception), exception);
        }
    }

    /// <summary>One report and the stream that it goes to.</summary>
    private sealed class ReportStream : IAsyncDisposable
    {
        private const int SendFrom = 1 << 16;

        private readonly Stream _stream;
        private readonly ArrayBufferWriter<byte> _buffer = new();

        public ReportStream(Stream stream, ReportFormat format, bool isGrouped, TextLayout layout)
        {
            _stream = stream;
            Writer = ReportWriters.Create(format, _buffer, isGrouped, layout);
        }

        public IReportWriter Writer { get; }

        public ValueTask SendAsync(CancellationToken cancellationToken) =>
            _buffer.WrittenCount < SendFrom ? ValueTask.CompletedTask : FlushAsync(cancellationToken);

        public async ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            if (_buffer.WrittenCount > 0)
            {
                await _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
                await _stream.FlushAsync(cancellationToken);
                _buffer.ResetWrittenCount();
            }
        }

        public ValueTask DisposeAsync() => _stream.DisposeAsync();
    }
}
