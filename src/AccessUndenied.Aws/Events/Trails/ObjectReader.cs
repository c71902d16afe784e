using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The reading of one object, which goes on while those before it are still looked at; it waits where too many of its events wait.</summary>
internal sealed class ObjectReader
{
    private const int MostWaiting = 256;

    private readonly Channel<CloudTrailEvent> _events = Channel.CreateBounded<CloudTrailEvent>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });

    private ObjectReader(TrailSource source, TrailObject read, ReadSummary total)
    {
        Source = source;
        Object = read;
        Summary = new() { Total = total };
    }

    public TrailSource Source { get; }

    public TrailObject Object { get; }

    /// <summary>What it came to; whole when its events have ended.</summary>
    public ReadSummary Summary { get; private set; }

    /// <summary>Whether a checkpoint had it.</summary>
    public bool WasKept { get; private set; }

    /// <summary>Whether nobody could open it, or its reading failed for a reason that may pass, so that another reading may find more.</summary>
    public bool MayFindMore { get; private set; }

    /// <summary>Why there is no CloudTrail in it; null where there is.</summary>
    public string? PassedOver { get; private set; }

    public static ObjectReader Start(
        TrailSource source, TrailObject read, CloudTrailReaderOptions options, ITrailCheckpoint? checkpoint, ReadSummary total, CancellationToken cancellationToken)
    {
        var reading = new ObjectReader(source, read, total);
        _ = Task.Run(() => reading.RunAsync(options, checkpoint, cancellationToken), CancellationToken.None);
        return reading;
    }

    /// <summary>The events, as they come.</summary>
    /// <exception cref="CloudTrailFormatException">The object stands alone, and is no CloudTrail or cannot be opened.</exception>
    public IAsyncEnumerable<CloudTrailEvent> EventsAsync(CancellationToken cancellationToken) => _events.Reader.ReadAllAsync(cancellationToken);

    private async Task RunAsync(CloudTrailReaderOptions options, ITrailCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            PassedOver = Object.PassedOver;
            if (PassedOver is null && !(checkpoint is not null && Object.Stamp is not null && await TryRestoreAsync(checkpoint, cancellationToken).ConfigureAwait(false)))
            {
                await ReadAsync(options, cancellationToken).ConfigureAwait(false);
            }

            _events.Writer.Complete();
        }
        catch (Exception exception)
        {
            _events.Writer.Complete(exception);
        }
    }

    private async Task<bool> TryRestoreAsync(ITrailCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        if (await checkpoint.FindAsync(Object, cancellationToken).ConfigureAwait(false) is not { } kept)
        {
            return false;
        }

        try
        {
            WasKept = true;
            Summary = KeptSummary.Read(kept.Summary, out var passedOver);
            PassedOver = passedOver;
            await foreach (var finding in kept.Findings.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await _events.Writer.WriteAsync(KeptFinding.Read(finding), cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (JsonException exception)
        {
            throw new CloudTrailFormatException(Object.Name, EventMessages.BadCheckpoint, exception);
        }
    }

    private async Task ReadAsync(CloudTrailReaderOptions options, CancellationToken cancellationToken)
    {
        Stream stream;
        try
        {
            stream = await Object.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CloudTrailFormatException exception) when (!Object.IsWhole)
        {
            MayFindMore = true;
            Summary.AddBad();
            await _events.Writer.WriteAsync(new CloudTrailEvent { Id = "", Origin = Object.Name, Problem = exception.Message }, cancellationToken).ConfigureAwait(false);
            return;
        }

        // A pipe may keep a thread waiting; what lies on a disk does not, and this is a thread of its own.
        stream = stream is FileStream { CanSeek: true } file ? new StoredStream(file) : stream;
        await using var closes = stream.ConfigureAwait(false);
        try
        {
            await foreach (var found in new InputReader(Object.Name, options, Summary).ReadAsync(stream, cancellationToken).ConfigureAwait(false))
            {
                await _events.Writer.WriteAsync(found, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (CloudTrailFormatException exception) when (!Object.IsWhole)
        {
            PassedOver = exception.Reason;
        }

        MayFindMore = Summary.BrokeOff;
    }
}
