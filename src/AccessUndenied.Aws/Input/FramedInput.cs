namespace AccessUndenied.Aws.Input;

/// <summary>An input as the values in it, each with its place: unpacked, and cut.</summary>
/// <remarks>
/// Read on, then take the values that are whole, until it has ended. Data that ends early or cannot be unpacked is one broken value at its
/// place, whatever it is that reads. Not for several threads at once.
/// </remarks>
internal sealed class FramedInput(
    Stream input, FramingRules rules, int bufferBytes, int maxBytes, Action<int>? taken = null, Predicate<ReadOnlyMemory<byte>>? claims = null,
    Func<Stream, Stream>? bound = null)
    : IDisposable
{
    private readonly JsonFramer _framer = new(rules, bufferBytes, maxBytes);
    private InputContent? _content;

    /// <summary>Why nothing of the input can be read; null when it can be.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>Whether nothing more will come.</summary>
    public bool Ended => _framer.Ended;

    /// <summary>How many bytes of text were read.</summary>
    public long TextBytes { get; private set; }

    /// <summary>The whole input, where somebody else reads it; null before that is known, and where it is cut here.</summary>
    public Stream? Claimed => _content is { IsClaimed: true, Text: var text } ? text : null;

    /// <summary>What cuts.</summary>
    public JsonFramer Framer => _framer;

    /// <summary>Takes more of the input.</summary>
    /// <exception cref="IOException">The input failed.</exception>
    public async ValueTask ReadOnAsync(CancellationToken cancellationToken)
    {
        try
        {
            _content ??= await InputContent.OpenAsync(input, taken, claims, bound, cancellationToken).ConfigureAwait(false);
            Unreadable = _content.Value.Unreadable;
            if (_content.Value.IsClaimed)
            {
                return;
            }

            var count = Unreadable is null ? await _content.Value.Text.ReadAsync(_framer.Space(), cancellationToken).ConfigureAwait(false) : 0;
            TextBytes += count;
            _framer.Fill(count);
        }
        catch (InvalidDataException exception)
        {
            Unreadable = _framer.IsEmpty ? InputMessages.NothingUnpacked(exception.Message) : null;
            _framer.BreakOff(InputMessages.CannotUnpack(exception.Message));
        }
    }

    public void Dispose()
    {
        _content?.Unpacking?.Dispose();
        _framer.Dispose();
    }
}
