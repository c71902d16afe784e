using System.Collections.ObjectModel;

namespace AccessUndenied.Aws.Events;

/// <summary>What a reading came to; it grows while <see cref="CloudTrailReader"/> reads, so it serves progress displays too.</summary>
/// <remarks>
/// <see cref="Records"/> is always the sum of <see cref="Denied"/>, <see cref="Bad"/> and <see cref="Skipped"/>; the events that come
/// out of the reader are <see cref="Denied"/> and <see cref="Bad"/>. May be read from another thread while the reading goes on.
/// </remarks>
public sealed class ReadSummary
{
    private readonly List<PassedOverFile> _passedOver = [];
    private readonly List<string> _cutOff = [];
    private readonly FailureTally _failures = new();
    private long _denied;
    private long _bad;
    private long _succeeded;
    private long _otherErrors;
    private long _bytesRead;
    private long _duplicates;
    private long _leftOut;
    private long _textLines;

    /// <summary>The records met, one for the unreadable rest of a broken input included; each event once.</summary>
    public long Records => Denied + Bad + Skipped;

    /// <summary>The records of denied requests.</summary>
    public long Denied => Volatile.Read(ref _denied);

    /// <summary>The records that cannot be used; each came out as an event with a <c>Problem</c>.</summary>
    public long Bad => Volatile.Read(ref _bad);

    /// <summary>The records that are no policy denials: <see cref="Succeeded"/> and <see cref="OtherErrors"/>.</summary>
    public long Skipped => Succeeded + OtherErrors;

    /// <summary>The records of requests that succeeded.</summary>
    public long Succeeded => Volatile.Read(ref _succeeded);

    /// <summary>The records of requests that failed for another reason than a policy.</summary>
    public long OtherErrors => Volatile.Read(ref _otherErrors);

    /// <summary>How many of <see cref="OtherErrors"/> failed with which error code; what has no code stands under its operation, as <c>failed ConsoleLogin</c>.</summary>
    /// <remarks>
    /// Units: at most 200 codes; what comes after them, and what is no name, counts under the empty text. Error codes come from records, which are as trustworthy as whoever wrote them;
    /// names here are letters, digits, dots, dashes and underscores.
    /// </remarks>
    public IReadOnlyDictionary<string, long> OtherErrorCodes => _failures.ToDictionary();

    /// <summary>The records of events that were there before, which count nowhere else; looked for by <see cref="Trails.TrailReader"/> among the events that come out of it.</summary>
    public long Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>The records that would have come out and lie outside of <see cref="Trails.TrailReader.Range"/>; they count nowhere else.</summary>
    public long LeftOut => Volatile.Read(ref _leftOut);

    /// <summary>The lines of text that stand between JSON values and hold nothing of a record; they count nowhere else.</summary>
    public long TextLines => Volatile.Read(ref _textLines);

    /// <summary>The bytes taken from the inputs, before unpacking.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>The files and streams read.</summary>
    public int Files { get; internal set; }

    /// <summary>The digest files among them, which hold hashes of log files and no records.</summary>
    public int DigestFiles { get; internal set; }

    /// <summary>The files of a folder in which there is no CloudTrail, each with the reason.</summary>
    public IReadOnlyList<PassedOverFile> PassedOverFiles => _passedOver;

    /// <summary>The inputs that end before they are whole, or could not be read to their ends; what they held after that is in no count.</summary>
    public IReadOnlyList<string> CutOffInputs => _cutOff;

    /// <summary>Whether nothing at all could be used, since what was read is cut off, or nothing could be opened.</summary>
    public bool IsNothingButCutOff => (_cutOff.Count > 0 || (Files == 0 && Bad > 0)) && Denied + Skipped + Duplicates + LeftOut == 0;

    /// <summary>Of what this is a part, which is told of bytes as they are read; null for nothing.</summary>
    internal ReadSummary? Total { get; init; }

    /// <summary>Whether an input failed in its middle, for a reason that may pass.</summary>
    internal bool BrokeOff { get; set; }

    internal void AddDenied() => Volatile.Write(ref _denied, _denied + 1);

    internal void AddBad() => Volatile.Write(ref _bad, _bad + 1);

    internal void AddSucceeded() => Volatile.Write(ref _succeeded, _succeeded + 1);

    internal void AddOtherError(string failure)
    {
        Volatile.Write(ref _otherErrors, _otherErrors + 1);
        _failures.Add(failure);
    }

    internal void AddTextLines(long count) => Volatile.Write(ref _textLines, _textLines + count);

    internal void AddBytes(int count)
    {
        Interlocked.Add(ref _bytesRead, count);
        Total?.AddBytes(count);
    }

    /// <summary>Adds what a part came to; its bytes were told before.</summary>
    internal void AddAll(ReadSummary part)
    {
        Volatile.Write(ref _denied, _denied + part._denied);
        Volatile.Write(ref _bad, _bad + part._bad);
        Volatile.Write(ref _succeeded, _succeeded + part._succeeded);
        Volatile.Write(ref _otherErrors, _otherErrors + part._otherErrors);
        AddTextLines(part._textLines);
        _failures.AddAll(part._failures);
        Files += part.Files;
        DigestFiles += part.DigestFiles;
        _passedOver.AddRange(part._passedOver);
        _cutOff.AddRange(part._cutOff);
    }

    internal void Set(long denied, long bad, long succeeded, long otherErrors, IReadOnlyDictionary<string, long>? failures = null)
    {
        (_denied, _bad, _succeeded, _otherErrors) = (denied, bad, succeeded, otherErrors);
        foreach (var (name, count) in failures ?? ReadOnlyDictionary<string, long>.Empty)
        {
            _failures.Add(name, count);
        }
    }

    /// <summary>Whether an event is taken; one that is not is taken out of the counts that it is in, or will be when its part is added.</summary>
    internal bool Takes(CloudTrailEvent found, Trails.KnownEvents known, Trails.TrailRange range)
    {
        if (range.Holds(found))
        {
            return known.Add(found) || DropsDuplicate(KindOf(found), FailureOf(found));
        }

        Volatile.Write(ref _leftOut, _leftOut + 1);
        TakeOut(KindOf(found), FailureOf(found));
        return false;
    }

    /// <summary>As what an event is counted.</summary>
    internal static RecordKind KindOf(CloudTrailEvent found) => found switch
    {
        { Problem: not null } => RecordKind.Bad,
        { Outcome: ScanOutcome.Succeeded } => RecordKind.Succeeded,
        { Outcome: ScanOutcome.OtherError } => RecordKind.OtherError,
        _ => RecordKind.Denied,
    };

    /// <summary>Under which name it is counted among those that failed for another reason; null for others.</summary>
    internal static string? FailureOf(CloudTrailEvent found) =>
        KindOf(found) == RecordKind.OtherError ? FailureTally.NameOf(found.ErrorCode, found.Operation) : null;

    /// <summary>Counts an event that was there before, and not as what else it is; gives false.</summary>
    internal bool DropsDuplicate(RecordKind kind, string? failure)
    {
        Volatile.Write(ref _duplicates, _duplicates + 1);
        TakeOut(kind, failure);
        return false;
    }

    /// <summary>Adds what was left out of a part, and the bytes of it.</summary>
    internal void AddLeftOut(long leftOut, long bytes)
    {
        Volatile.Write(ref _leftOut, _leftOut + leftOut);
        Interlocked.Add(ref _bytesRead, bytes);
    }

    private void TakeOut(RecordKind kind, string? failure)
    {
        if (failure is not null)
        {
            _failures.Add(failure, -1);
        }

        _ = kind switch
        {
            RecordKind.Bad => _bad--,
            RecordKind.Succeeded => _succeeded--,
            RecordKind.OtherError => _otherErrors--,
            _ => _denied--,
        };
    }

    internal void AddCutOff(string input)
    {
        if (_cutOff.Count == 0 || _cutOff[^1] != input)
        {
            _cutOff.Add(input);
        }
    }

    internal void AddPassedOver(string path, string reason) => _passedOver.Add(new PassedOverFile(path, reason));
}
