using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Events;

/// <summary>One reading of one input: cuts it into values, judges each, and builds the denied ones.</summary>
internal sealed partial class InputReader
{
    // Until the first record is met the input may be something else altogether, and then nothing comes out of it.
    private const int MostWaiting = 1000;

    private static readonly FramingRules s_rules = new()
    {
        Item = "record",
        Levels = 16,
        LinesMayBeginWithText = true,
        ListNames =
        [
            "\"Records\""u8.ToArray(), // CloudTrail's own files, and the events of SQS and SNS (ENV-01, ENV-06)
            "\"Events\""u8.ToArray(), // LookupEvents (ENV-02)
            "\"events\""u8.ToArray(), // CloudWatch Logs (ENV-05)
            "\"logEvents\""u8.ToArray(), // its subscriptions (ENV-05)
            "\"Messages\""u8.ToArray(), // SQS ReceiveMessage (ENV-06)
        ],
    };

    private readonly string _source;
    private readonly CloudTrailReaderOptions _options;
    private readonly ReadSummary _summary;
    private readonly RecordScanner _scanner;
    private readonly RecordSearch _search;
    private readonly List<CloudTrailEvent> _waiting = [];
    private readonly Queue<CloudTrailEvent> _ready = [];
    private readonly PartBounds _bounds;
    private readonly int _depth;
    private long _partCount;
    private long _number;
    private bool _sawRecord;
    private bool _sawDigest;
    private string? _firstProblem;

    internal InputReader(string source, CloudTrailReaderOptions options, ReadSummary summary)
        : this(source, options, summary, depth: 0, bounds: null)
    {
    }

    private InputReader(string source, CloudTrailReaderOptions options, ReadSummary summary, int depth, PartBounds? bounds)
    {
        var before = summary.BytesRead;
        _bounds = bounds ?? new(options, () => summary.BytesRead - before);
        _depth = depth;
        _source = source;
        _options = options;
        _summary = summary;
        _scanner = new(options.AllRecords, options.Filter);
        _search = new(_scanner, s_rules, options.MaxRecordBytes);
    }

    internal async IAsyncEnumerable<CloudTrailEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _summary.Files++;
        IEventFormat? format = null;
        using var input = new FramedInput(stream, s_rules, _options.BufferBytes, _options.MaxRecordBytes, _depth == 0 ? _summary.AddBytes : null, _options.Formats.Count == 0
            ? null
            : start => (format = _options.Formats.FirstOrDefault(known => known.Recognizes(start.Span, _source))) is not null, _depth == 0 ? null : _bounds.Bound);
        while (!input.Ended)
        {
            await ReadOnAsync(input, cancellationToken).ConfigureAwait(false);
            if (input.Claimed is { } claimed)
            {
                await foreach (var found in ReadAsync(format!, claimed, cancellationToken).ConfigureAwait(false))
                {
                    yield return found;
                }

                break;
            }

            while (input.Framer.TryRead(out var frame))
            {
                Judge(input.Framer, frame);
                while (_ready.TryDequeue(out var found))
                {
                    yield return found;
                }
            }
        }

        if (input.Framer.IsCutOff && _bounds.Stopped is null)
        {
            _summary.AddCutOff(_source);
        }

        Finish(input.Framer.SawList);
    }

    private async IAsyncEnumerable<CloudTrailEvent> ReadAsync(IEventFormat format, Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var texts = format.ReadAsync(new(input, _source), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var closes = texts.ConfigureAwait(false);
        var last = default(EventText);
        for (var goesOn = true; goesOn;)
        {
            try
            {
                goesOn = await texts.MoveNextAsync().ConfigureAwait(false);
                last = goesOn ? texts.Current : last;
                if (goesOn && last.IsCut)
                {
                    _summary.AddCutOff(_source);
                }

                Judge(last, goesOn && last.Content is null);
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                goesOn = false;
                _summary.BrokeOff |= exception is not InvalidDataException && _bounds.Stopped is null;
                _summary.AddCutOff(_source);
                Judge(last with { Json = default, Problem = InputMessages.CannotReadOn(exception.Message) }, isThere: true);
            }

            while (_ready.TryDequeue(out var found))
            {
                yield return found;
            }

            if (!goesOn || last.Content is not { } content)
            {
                continue;
            }

            await foreach (var found in ReadPartAsync(last, content, cancellationToken).ConfigureAwait(false))
            {
                yield return found;
            }

            goesOn = _bounds.Stopped is null;
        }

        // The outermost says it once, whichever part it was.
        if (_depth == 0 && _bounds.Stopped is { } stopped)
        {
            _summary.AddCutOff(_source);
            Judge(last with { Json = default, Problem = stopped, Content = null }, isThere: true);
            while (_ready.TryDequeue(out var found))
            {
                yield return found;
            }
        }
    }

    // A part without CloudTrail is passed over like a file of a folder; what is but packed is the input itself.
    private async IAsyncEnumerable<CloudTrailEvent> ReadPartAsync(EventText part, Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = part.Entry is null ? _source : $"{_source}/{PartName.Clean(part.Entry)}";
        if (!_bounds.TryBegin())
        {
            yield break;
        }

        _partCount++;
        if (_depth == PartBounds.MostDepth)
        {
            MeetRecord();
            Judge(part with { Problem = EventMessages.TooDeep(PartBounds.MostDepth), Content = null }, isThere: true);
            while (_ready.TryDequeue(out var found))
            {
                yield return found;
            }

            yield break;
        }

        using var bound = _bounds.Bound(content);
        var events = new InputReader(name, _options, _summary, _depth + 1, _bounds).ReadAsync(bound, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var closes = events.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync().ConfigureAwait(false))
                {
                    MeetRecord();
                    break;
                }
            }
            catch (CloudTrailFormatException exception) when (part.Entry is not null)
            {
                if (exception.Reason != EventMessages.Digest)
                {
                    _summary.AddPassedOver(name, exception.Reason);
                }

                break;
            }

            MeetRecord();
            while (_ready.TryDequeue(out var waited))
            {
                yield return waited;
            }

            yield return events.Current;
        }
    }

    private void Judge(in EventText text, bool isThere)
    {
        if (!isThere)
        {
            return;
        }

        _number++;
        var frame = new Frame(text.Problem is null ? FrameKind.Value : FrameKind.Broken, text.Position, text.Json.Length, text.Line, text.Problem);
        if (text.Problem is { } problem)
        {
            Take(ScanOutcome.Foreign, [], problem, in frame);
        }
        else if (text.Json.Length > _options.MaxRecordBytes)
        {
            Take(ScanOutcome.Foreign, [], EventMessages.Oversized(text.Json.Length, _options.MaxRecordBytes), in frame);
        }
        else
        {
            JudgeValue(text.Json.Span, in frame, text.Note);
        }
    }

    private async ValueTask ReadOnAsync(FramedInput input, CancellationToken cancellationToken)
    {
        try
        {
            await input.ReadOnAsync(cancellationToken).ConfigureAwait(false);
            if (input.TextBytes > _options.MaxTextBytes)
            {
                input.Framer.BreakOff(EventMessages.TooMuchText(_options.MaxTextBytes));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _summary.BrokeOff |= _bounds.Stopped is null;
            input.Framer.BreakOff(InputMessages.CannotReadOn(exception.Message));
        }

        if (input.Unreadable is { } reason)
        {
            throw new CloudTrailFormatException(_source, reason, null);
        }
    }

    private void Judge(JsonFramer framer, in Frame frame)
    {
        _number++;
        if (frame.Kind == FrameKind.Value)
        {
            JudgeValue(framer.Bytes(frame), in frame);
        }
        else if (frame.Kind == FrameKind.Text && !RecordLook.Has(framer.Bytes(frame)))
        {
            // Words around records, such as the fences of Markdown, are none themselves.
            _firstProblem ??= frame.Fault;
            _number--;
            _summary.AddTextLines(1);
        }
        else
        {
            var problem = frame.Fault ?? EventMessages.Oversized(frame.Length, _options.MaxRecordBytes);
            var unusable = Unusable(Place(in frame), problem);
            if (frame.Kind is FrameKind.Broken or FrameKind.Text && (framer.SawList || RecordLook.Has(framer.BytesFrom(frame))))
            {
                MeetRecord();
            }

            Wait(unusable, problem);
        }
    }

    private void JudgeValue(ReadOnlySpan<byte> value, in Frame frame, string? note = null)
    {
        var outcome = _scanner.Scan(value, out var record, out var problem);
        if (outcome != ScanOutcome.Foreign)
        {
            Take(outcome, record, problem, in frame, note, _scanner.Failure);
            return;
        }

        var found = _search.Find(value, out var what);
        if (found.Count == 0)
        {
            Take(outcome, [], what ?? problem, in frame);
            return;
        }

        // Each of them counts, and the value around them does not.
        _number--;
        foreach (var inner in found)
        {
            _number++;
            Take(inner.Outcome, inner.Record, inner.Problem, in frame, inner.Note ?? note, inner.Failure);
        }
    }

    private void Take(ScanOutcome outcome, byte[] record, string? problem, in Frame frame, string? note = null, string failure = "")
    {
        switch (outcome)
        {
            case ScanOutcome.Succeeded:
                _summary.AddSucceeded();
                MeetRecord();
                GiveOther(outcome, record, in frame, note);
                break;
            case ScanOutcome.OtherError:
                _summary.AddOtherError(failure);
                MeetRecord();
                GiveOther(outcome, record, in frame, note);
                break;
            case ScanOutcome.Denied when record.Length == 0 && problem is null:
                MeetRecord();
                _summary.AddDenied();
                break;
            case ScanOutcome.Denied or ScanOutcome.Unreadable:
                MeetRecord();
                Give(record.Length > 0 ? WithNote(RecordForm.Read(record, Place(in frame)), note) : Unusable(Place(in frame), problem!));
                break;
            case ScanOutcome.Digest:
                _sawDigest = true;
                _number--;
                break;
            default:
                Wait(Unusable(Place(in frame), problem!), problem!);
                break;
        }
    }

    private void GiveOther(ScanOutcome outcome, byte[] record, in Frame frame, string? note)
    {
        if (_options.AllRecords && record.Length > 0)
        {
            _ready.Enqueue(WithNote(RecordForm.Read(record, Place(in frame)), note) with { Outcome = outcome });
        }
    }

    private static CloudTrailEvent WithNote(CloudTrailEvent read, string? note) =>
        note is null ? read : read with { ReadingNotes = [note, .. read.ReadingNotes] };

    private RecordPlace Place(in Frame frame) => new(_source, _number, frame.Line, frame.Position);

    private static CloudTrailEvent Unusable(in RecordPlace place, string problem) =>
        new() { Id = "", Origin = place.Origin, Problem = place.Say(problem) };
}
