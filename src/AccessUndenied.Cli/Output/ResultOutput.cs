using System.Buffers;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Output;

/// <summary>Writes the results of <c>analyze</c> to stdout, to a file, or to both.</summary>
internal sealed class ResultOutput : IAsyncDisposable
{
    private readonly List<ReportStream> _reports = [];
    private readonly ResultGrouping? _grouping;
    private readonly AtomicFile? _file;
    private readonly string? _path;

    /// <summary>Begins the reports.</summary>
    /// <param name="format">How the results are written.</param>
    /// <param name="isGrouped">Whether results of one cause are written as one finding.</param>
    /// <param name="path">The file that they are written to; null for none.</param>
    /// <param name="standardOutput">The stream that they are written to as well; null for none.</param>
    /// <param name="layout">How text is laid out on that stream.</param>
    public ResultOutput(ReportFormat format, bool isGrouped, string? path, Stream? standardOutput, TextLayout layout)
    {
        _grouping = isGrouped ? new() : null;
        if (path is not null)
        {
            // A file is read as a whole: its JSON is one document, not one object after the other.
            _path = path;
            _reports.Add(new(Open(path, out _file), format == ReportFormat.Json ? ReportFormat.JsonDocument : format, isGrouped, TextLayout.Plain));
        }

        if (standardOutput is not null)
        {
            _reports.Add(new(standardOutput, format, isGrouped, layout));
        }

        foreach (var report in _reports)
        {
            report.Writer.Begin();
        }
    }

    /// <summary>The folder that gets the scripts of every change; null for none.</summary>
    public ScriptFolder? Scripts { get; init; }

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

        Scripts?.Write(result.Remediations);
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
            Scripts?.Write(finding.Remediation is { } joined ? [joined, .. finding.Example.Remediations.Skip(1)] : []);
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

        if (_file is not null)
        {
            await CommitAsync(_file, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var report in _reports)
        {
            await report.DisposeAsync();
        }

        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }

    private async Task CommitAsync(AtomicFile file, CancellationToken cancellationToken)
    {
        try
        {
            await file.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(CommandMessages.CannotWrite(_path!, exception), exception);
        }
    }

    // Devices and pipes are written to as they are; a file takes the place of the old one when it is whole.
    private static ResultStream Open(string path, out AtomicFile? file)
    {
        file = null;
        try
        {
            if (OutputTarget.IsDevice(path))
            {
                return new(new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite), path);
            }

            file = AtomicFile.Create(path, isPrivate: false);
            return new(file.Stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(CommandMessages.CannotWrite(path, exception), exception);
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
            _stream = format is ReportFormat.Json or ReportFormat.JsonDocument or ReportFormat.JsonLines ? new VisibleJsonStream(stream) : stream;
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
