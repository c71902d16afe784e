namespace AccessUndenied.Aws.Events;

/// <summary>What a reading came to; it grows while <see cref="CloudTrailReader"/> reads, so it serves progress displays too.</summary>
/// <remarks>
/// <see cref="Records"/> is always the sum of <see cref="Denied"/>, <see cref="Bad"/> and <see cref="Skipped"/>; the events that come
/// out of the reader are <see cref="Denied"/> and <see cref="Bad"/>. May be read from another thread while the reading goes on.
/// </remarks>
public sealed class ReadSummary
{
    private readonly List<PassedOverFile> _passedOver = [];
    private long _denied;
    private long _bad;
    private long _succeeded;
    private long _otherErrors;
    private long _bytesRead;

    /// <summary>The records met, one for the unreadable rest of a broken input included.</summary>
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

    /// <summary>The bytes taken from the inputs, before unpacking.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>The files and streams read.</summary>
    public int Files { get; internal set; }

    /// <summary>The digest files among them, which hold hashes of log files and no records.</summary>
    public int DigestFiles { get; internal set; }

    /// <summary>The files of a folder in which there is no CloudTrail, each with the reason.</summary>
    public IReadOnlyList<PassedOverFile> PassedOverFiles => _passedOver;

    internal void AddDenied() => Volatile.Write(ref _denied, _denied + 1);

    internal void AddBad() => Volatile.Write(ref _bad, _bad + 1);

    internal void AddSucceeded() => Volatile.Write(ref _succeeded, _succeeded + 1);

    internal void AddOtherError() => Volatile.Write(ref _otherErrors, _otherErrors + 1);

    internal void AddBytes(int count) => Volatile.Write(ref _bytesRead, _bytesRead + count);

    internal void AddPassedOver(string path, string reason) => _passedOver.Add(new PassedOverFile(path, reason));
}
