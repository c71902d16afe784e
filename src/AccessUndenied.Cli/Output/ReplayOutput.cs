using System.Buffers;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;
using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Output;

/// <summary>Writes what a replay comes to, to stdout, to a file, or to both.</summary>
internal sealed class ReplayOutput : IAsyncDisposable
{
    private const int SendFrom = 1 << 16;

    private readonly List<(Stream Stream, ReportFormat Format, TextLayout Layout, ArrayBufferWriter<byte> Buffer)> _reports = [];
    private readonly CommandConsole _console;
    private readonly OutputChoice _choice;
    private readonly IReadOnlyList<ProposedChange> _changes;
    private readonly ReplayTally _tally;
    private readonly AtomicFile? _file;
    private readonly Stream? _printed;
    private long _pendingLines;
    private long _printedLines;

    private ReplayOutput(CommandConsole console, OutputChoice choice, IReadOnlyList<ProposedChange> changes)
    {
        _console = console;
        _choice = choice;
        _changes = changes;
        _tally = new(changes.Count > 0);
        if (choice.OutputFile is { } path)
        {
            Add(ResultOutput.OpenFile(path, out _file), choice.FileFormat, TextLayout.Plain);
        }

        if (!choice.SuppressOutput)
        {
            Add(console.OpenOutput(), choice.Format, console.Layout);
            _printed = _reports[^1].Stream;
        }
    }

    /// <summary>Begins the reports.</summary>
    /// <param name="console">Where stdout is.</param>
    /// <param name="choice">How and where the result is written.</param>
    /// <param name="changes">The proposed changes.</param>
    /// <exception cref="CommandFailedException">A file cannot be written to.</exception>
    public static ReplayOutput Open(CommandConsole console, OutputChoice choice, IReadOnlyList<ProposedChange> changes) => new(console, choice, changes);

    /// <summary>How the program ends now.</summary>
    public int ExitCode => _tally.HasChanged ? _choice.ExitCodeOfDenials : Output.ExitCodes.Done;

    /// <summary>Takes what a principal's calls needed; null where no policy is asked for.</summary>
    public UseTally? Use { get; set; }

    /// <summary>Whether each line is sent as soon as it is there.</summary>
    public bool SendsAtOnce { get; set; }

    /// <summary>How many calls there were so far.</summary>
    public long Calls { get; private set; }

    /// <summary>Writes all of <paramref name="calls"/>.</summary>
    /// <exception cref="CommandStoppedException">The work was stopped; the message says what is there.</exception>
    public async Task<ReplayResult> WriteAllAsync(IAsyncEnumerable<ReplayedCall> calls, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var call in calls.WithCancellation(cancellationToken))
            {
                Calls++;
                _tally.Add(call);
                Use?.Add(call);
                await WriteLineAsync(call);
            }

            var result = _tally.ToResult();
            result.Suggestion = Use?.ToPolicy();
            result.Exemptions = ExemptionSearch.Of(result, _changes);
            result.Changes = _changes;
            await CompleteAsync(result, cancellationToken);
            return result;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandStoppedException(CommandMessages.ReplayStopped(_choice, _printedLines), exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var report in _reports)
        {
            await report.Stream.DisposeAsync();
        }

        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }

    private void Add(Stream stream, ReportFormat format, TextLayout layout) =>
        _reports.Add((format is ReportFormat.Json or ReportFormat.JsonLines ? new VisibleJsonStream(stream) : stream, format, layout, new()));

    private async ValueTask WriteLineAsync(ReplayedCall call)
    {
        foreach (var (stream, format, _, buffer) in _reports)
        {
            if (format == ReportFormat.JsonLines)
            {
                var length = buffer.WrittenCount;
                ReplayReport.WriteLine(call, _changes.Count > 0, buffer);
                _pendingLines += stream == _printed && buffer.WrittenCount > length ? 1 : 0;
                if (buffer.WrittenCount >= SendFrom || (SendsAtOnce && buffer.WrittenCount > 0))
                {
                    await SendAsync(stream, buffer);
                }
            }
        }
    }

    private async Task CompleteAsync(ReplayResult result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var (stream, format, layout, buffer) in _reports)
        {
            if (format != ReportFormat.JsonLines)
            {
                ReplayReport.Write(result, format, buffer, layout);
            }

            await SendAsync(stream, buffer);
        }

        if (_file is not null)
        {
            await ResultOutput.CommitAsync(_file, _choice.OutputFile!, cancellationToken);
        }
    }

    // Once begun, a report is written whole.
    private async ValueTask SendAsync(Stream stream, ArrayBufferWriter<byte> buffer)
    {
        if (buffer.WrittenCount > 0)
        {
            await stream.WriteAsync(buffer.WrittenMemory, CancellationToken.None);
            await stream.FlushAsync(CancellationToken.None);
            buffer.ResetWrittenCount();
            (_printedLines, _pendingLines) = stream == _printed ? (_printedLines + _pendingLines, 0) : (_printedLines, _pendingLines);
        }
    }
}
