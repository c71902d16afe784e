namespace AccessUndenied.Aws.Events;

/// <summary>Reads CloudTrail records out of a form that is no JSON, such as a table or an archive.</summary>
/// <remarks>
/// Registered with <c>AddEventFormat&lt;T&gt;()</c> or given in <see cref="CloudTrailReaderOptions.Formats"/>; the first that recognizes an input reads it. It
/// is asked only where an input is neither gzip nor begins as JSON does. What it gives is judged like any other value: a record, or something
/// with records inside.
/// <para>Threads: called from several at once, for different inputs.</para>
/// <para>Order and duplicates: texts come in the input's order, each as often as it stands there.</para>
/// <para>Caching: nothing is kept between inputs.</para>
/// <para>Faults: a text that cannot be read is one with <see cref="EventText.Problem"/>, and reading goes on; where the rest is lost,
/// an <see cref="InvalidDataException"/> or <see cref="IOException"/> says why. Any bytes may come: memory is bounded by what one text needs.</para>
/// </remarks>
public interface IEventFormat
{
    /// <summary>Whether an input is of this form; answers without I/O.</summary>
    /// <param name="start">Its first bytes, unpacked and without a byte order mark: at least its first line, up to 4,096 bytes, or all there are.</param>
    /// <param name="name">Its name, such as the path of a file; what the bytes tell counts more.</param>
    bool Recognizes(ReadOnlySpan<byte> start, string name);

    /// <summary>Reads an input to its end, in its order, without holding more of it than it must.</summary>
    /// <param name="input">The input, from its first byte.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Each record as its JSON, or why there is none. The bytes may be reused when the next one is asked for.</returns>
    /// <exception cref="InvalidDataException">While reading: the rest cannot be read; the message says why, and what would help.</exception>
    IAsyncEnumerable<EventText> ReadAsync(EventInput input, CancellationToken cancellationToken);
}
