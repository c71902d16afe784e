using System.Runtime.CompilerServices;

namespace AccessUndenied.Aws.Events;

/// <summary>One reading of one input: cuts it into values, judges each, and builds the denied ones.</summary>
internal sealed class InputReading(string source, CloudTrailReaderOptions options, ReadSummary summary)
{
    // Until the first record is met the input may be something else altogether, and then nothing comes out of it.
    private const int MostWaiting = 1000;

    private readonly RecordScanner _scanner = new();
    private readonly List<CloudTrailEvent> _waiting = [];
    private readonly Queue<CloudTrailEvent> _ready = [];
    private long _number;
    private bool _sawRecord;
    private bool _sawDigest;
    private string? _firstProblem;

    internal async IAsyncEnumerable<CloudTrailEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        summary.Files++;
        using var framer = new RecordFramer(options.BufferBytes, options.MaxRecordBytes);
        Stream? text = null;
        string? fault = null;
        try
        {
            text = await InputContent.OpenAsync(stream, source, summary, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsReadFault(exception))
        {
            fault = Describe(exception);
        }

        while (true)
        {
            while (framer.TryRead(out var frame))
            {
                Judge(framer, frame);
                while (_ready.TryDequeue(out var found))
                {
                    yield return found;
                }
            }

            if (framer.Ended)
            {
                break;
            }

            if (fault is null)
            {
                fault = await FillAsync(framer, text!, cancellationToken).ConfigureAwait(false);
            }

            if (fault is not null)
            {
                framer.Break(fault, out var rest);
                Judge(framer, rest);
                while (_ready.TryDequeue(out var found))
                {
                    yield return found;
                }

                break;
            }
        }

        Finish(framer.SawList);
    }

    private static async ValueTask<string?> FillAsync(RecordFramer framer, Stream text, CancellationToken cancellationToken)
    {
        try
        {
            framer.Fill(await text.ReadAsync(framer.Space(), cancellationToken).ConfigureAwait(false));
            return null;
        }
        catch (Exception exception) when (IsReadFault(exception))
        {
            return Describe(exception);
        }
    }

    // InvalidDataException is what GZipStream throws.
    private static bool IsReadFault(Exception exception) => exception is IOException or InvalidDataException or UnauthorizedAccessException;

    private static string Describe(Exception exception) =>
        exception is InvalidDataException ? EventMessages.CannotUnpack(exception.Message) : EventMessages.CannotReadOn(exception.Message);

    private void Judge(RecordFramer framer, in Frame frame)
    {
        _number++;
        if (frame.Kind == FrameKind.Value)
        {
            JudgeValue(framer.Bytes(frame), in frame);
        }
        else
        {
            var problem = frame.Fault ?? EventMessages.Oversized(frame.Length, options.MaxRecordBytes);
            var unusable = Unusable(Place(in frame), problem);
            if (frame.Kind == FrameKind.Broken && (framer.SawList || framer.ShowsRecord(frame)))
            {
                MeetRecord();
            }

            Wait(unusable, problem);
        }
    }

    private void JudgeValue(ReadOnlySpan<byte> value, in Frame frame)
    {
        var outcome = _scanner.Scan(value, out var record, out var problem);
        switch (outcome)
        {
            case ScanOutcome.Succeeded:
                summary.AddSucceeded();
                MeetRecord();
                break;
            case ScanOutcome.OtherError:
                summary.AddOtherError();
                MeetRecord();
                break;
            case ScanOutcome.Denied or ScanOutcome.Unreadable:
                MeetRecord();
                Give(record.Length > 0 ? RecordReading.Read(record, Place(in frame)) : Unusable(Place(in frame), problem!));
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

    private RecordPlace Place(in Frame frame) => new(source, _number, frame.Line, frame.Position);

    private static CloudTrailEvent Unusable(in RecordPlace place, string problem) =>
        new() { Id = "", Origin = place.Origin, Problem = place.Say(problem) };

    private void MeetRecord()
    {
        _sawRecord = true;
        if (_waiting.Count > 0)
        {
            _waiting.ForEach(Give);
            _waiting.Clear();
        }
    }

    private void Wait(CloudTrailEvent unusable, string problem)
    {
        if (_sawRecord)
        {
            Give(unusable);
            return;
        }

        _firstProblem ??= problem;
        _waiting.Add(unusable);
        if (_waiting.Count == MostWaiting)
        {
            throw Foreign();
        }
    }

    private void Give(CloudTrailEvent found)
    {
        if (found.Problem is null)
        {
            summary.AddDenied();
        }
        else
        {
            summary.AddBad();
        }

        _ready.Enqueue(found);
    }

    private void Finish(bool sawList)
    {
        if (_sawRecord || (sawList && _waiting.Count == 0 && !_sawDigest))
        {
            return;
        }

        if (_sawDigest && _waiting.Count == 0)
        {
            summary.DigestFiles++;
            throw new CloudTrailFormatException(source, EventMessages.Digest, null);
        }

        throw _number == 0 ? new CloudTrailFormatException(source, EventMessages.Empty, null) : Foreign();
    }

    private CloudTrailFormatException Foreign() => new(source, EventMessages.NoCloudTrail(_firstProblem!), null);
}
