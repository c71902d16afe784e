using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Events;

/// <summary>An input as an <see cref="IEventFormat"/> is given it: its bytes, read forward only, and its name.</summary>
public sealed class EventInput
{
    private readonly PeekedStream _content;

    /// <summary>An input that is read from where <paramref name="content"/> stands.</summary>
    /// <param name="content">The bytes; they stay open.</param>
    /// <param name="name">What the input is called, such as the path of a file.</param>
    public EventInput(Stream content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        _content = new(content, null);
        Name = name;
    }

    /// <summary>What the input is called; it may come from whoever made an archive.</summary>
    public string Name { get; }

    /// <summary>The bytes, unpacked and without a byte order mark; disposing of the stream changes nothing.</summary>
    public Stream Content => _content;

    /// <summary>Looks at the first bytes, which <see cref="Content"/> gives again; call it once, before reading.</summary>
    /// <param name="count">How many bytes; fewer come only where the input has no more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The input cannot be read.</exception>
    public ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return _content.PeekAsync(count, cancellationToken);
    }
}
