using System.Buffers;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Cli.Output;

/// <summary>Writes the results of <c>analyze</c> to stdout, to a file, or to both.</summary>
internal sealed class ResultOutput : IAsyncDisposable
{
    // More than these nobody reads one by one on a terminal.
    private const int MostAlone = 20;

    // So many wait for their remedies to be tried together: the recorded calls are read once for all of them.
    private const int MostWaiting = 5_000;

    private readonly List<ReportStream> _reports = [];
    private List<AnalysisResult>? _held;
    private ResultGrouping? _grouping;
    private readonly AtomicFile? _file;
    private readonly OutputChoice _choice;
    private readonly CommandConsole _console;
    private readonly List<AnalysisResult> _waiting = [];
    private bool _isExplained;
    private long _sent;

    private ResultOutput(CommandConsole console, OutputChoice choice)
    {
        _console = console;
        _choice = choice;
        _grouping = choice.Group ? new() : null;
        var length = choice.Length;
        var isBrief = length == TextLength.Brief || (length == TextLength.AsFits && console.OutputIsTerminal);
        _held = isBrief && console.OutputIsTerminal && choice is { Group: false, OutputFile: null, Scripts: null, SuppressOutput: false, Format: ReportFormat.Text } ? [] : null;
        if (choice.OutputFile is { } path)
        {
            // A file is read as a whole: its JSON is one document, not one object after the other.
            var format = choice.FileFormat == ReportFormat.Json ? ReportFormat.JsonDocument : choice.FileFormat;
            _reports.Add(new(OpenFile(path, out _file), format, choice.Group, new TextLayout { IsBrief = length == TextLength.Brief }));
        }

        if (!choice.SuppressOutput)
        {
            _reports.Add(new(console.OpenOutput(), choice.Format, choice.Group, new TextLayout(console.Layout.Width, console.Layout.UsesColor) { IsBrief = isBrief }));
        }

        foreach (var report in _reports)
        {
            report.Writer.Begin();
        }
    }

    /// <summary>Begins the reports.</summary>
    /// <param name="console">Where stdout is.</param>
    /// <param name="choice">How and where the results are written.</param>
    /// <exception cref="CommandFailedException">A file or folder cannot be written to.</exception>
    public static ResultOutput Open(CommandConsole console, OutputChoice choice)
    {
        var scripts = choice.Scripts is { } folder ? ScriptFolder.Open(folder) : null;
        return new(console, choice) { Scripts = scripts };
    }

    /// <summary>The folder that gets the scripts of every change; null for none.</summary>
    private ScriptFolder? Scripts { get; init; }

    /// <summary>How the program ends now.</summary>
    public int ExitCode => _isExplained ? _choice.ExitCodeOfDenials : Output.ExitCodes.Done;

    /// <summary>Whether results are where they belong once they are flushed; else they are at the reports' end.</summary>
    public bool IsThereOnceFlushed => _choice is { OutputFile: null, Group: false } && _held is null && Remedies is null && (_choice.SuppressOutput || !OutputFormat.IsWrittenAtEnd(_choice.Format));

    /// <summary>Tries remedies before they are written; null where they are not tried.</summary>
    public IResultReplay? Remedies { get; set; }

    /// <summary>How many results there were.</summary>
    public long Written { get; private set; }

    /// <summary>Shows each result as soon as it is flushed, and takes none together: somebody follows them as they come.</summary>
    public void ShowAtOnce() => _held = null;

    /// <summary>Awaits <paramref name="work"/>, which writes the results, and ends the reports.</summary>
    /// <exception cref="CommandStoppedException">The work was stopped; the message says what is there.</exception>
    public async Task RunAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            await CompleteAsync(cancellationToken);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandStoppedException(CommandMessages.ResultsStopped(_choice, _sent), exception);
        }

        if (Scripts is { } scripts)
        {
            _console.Say(CommandMessages.ScriptsWritten(_choice.Scripts!, scripts.Written));
        }
    }

    public async ValueTask WriteAsync(AnalysisResult result, CancellationToken cancellationToken)
    {
        Written++;
        _isExplained |= result.Assessment != Assessment.Error;
        if (_held is not null && _grouping is null)
        {
            _held.Add(result);
            if (_held.Count > MostAlone)
            {
                _grouping = new();
                _held.ForEach(held => _grouping.Add(held));
                _held.Clear();
            }

            return;
        }

        if (_grouping is not null)
        {
            _grouping.Add(result);
            return;
        }

        await WriteTriedAsync(result, cancellationToken);
    }

    private async ValueTask WriteTriedAsync(AnalysisResult result, CancellationToken cancellationToken)
    {
        if (Remedies is null)
        {
            await WriteNowAsync(result, cancellationToken);
            return;
        }

        _waiting.Add(result);
        if (_waiting.Count >= MostWaiting)
        {
            await WriteWaitingAsync(cancellationToken);
        }
    }

    private async ValueTask WriteWaitingAsync(CancellationToken cancellationToken)
    {
        if (Remedies is null || _waiting.Count == 0)
        {
            return;
        }

        var tried = await Remedies.ReplayAsync(_waiting, cancellationToken);
        _waiting.Clear();
        foreach (var result in tried)
        {
            await WriteNowAsync(result, cancellationToken);
        }
    }

    private async ValueTask WriteNowAsync(AnalysisResult result, CancellationToken cancellationToken)
    {
        Scripts?.Write(result.Remediations);
        foreach (var report in _reports)
        {
            report.Writer.Write(result);
        }

        if (_reports.Exists(report => report.IsFull))
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Lets readers see what was written so far.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var report in _reports)
        {
            // Once begun, a result is written whole.
            await report.FlushAsync(CancellationToken.None);
        }

        _sent = Written - _waiting.Count;
    }

    // One that was not ended shows that the work was not finished.
    private async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (_held is { Count: > 1 } all && _reports is [var shown])
        {
            ReportWriters.Announce(shown.Writer, all);
        }

        foreach (var held in _held ?? [])
        {
            await WriteTriedAsync(held, cancellationToken);
        }

        await WriteWaitingAsync(cancellationToken);
        var findings = _grouping?.ToFindings() ?? [];
        findings = Remedies is null ? findings : await Remedies.ReplayAsync(findings, cancellationToken);
        if (_held is not null && findings.Count > 0 && _reports is [var terminal])
        {
            ReportWriters.Announce(terminal.Writer, Written, findings.Count);
        }

        foreach (var finding in findings)
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
            await CommitAsync(_file, _choice.OutputFile!, cancellationToken);
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

    /// <summary>Lets the file take the place of the old one.</summary>
    /// <exception cref="CommandFailedException">It cannot.</exception>
    internal static async Task CommitAsync(AtomicFile file, string path, CancellationToken cancellationToken)
    {
        try
        {
            await file.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(CommandMessages.CannotWrite(path, exception), exception);
        }
    }

    // Devices and pipes are written to as they are; a file takes the place of the old one when it is whole.
    internal static ResultStream OpenFile(string path, out AtomicFile? file)
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

        public bool IsFull => _buffer.WrittenCount >= SendFrom;

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
