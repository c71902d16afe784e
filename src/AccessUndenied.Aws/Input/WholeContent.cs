using System.Runtime.InteropServices;

namespace AccessUndenied.Aws.Input;

/// <summary>Unpacks an input that is needed as a whole and lies in memory.</summary>
internal static class WholeContent
{
    /// <summary>The text of <paramref name="bytes"/>: the very same bytes where they are not packed.</summary>
    /// <exception cref="InvalidDataException">What is packed ends early or is damaged; the message says where.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> bytes)
    {
        if (!GzipText.IsGzip(bytes.Span))
        {
            return bytes;
        }

        using var text = new MemoryStream();
        using var packed = MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count)
            : new MemoryStream(bytes.ToArray());
        using var unpacked = new GzipText(packed);
        try
        {
            unpacked.CopyTo(text);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new InvalidDataException(InputMessages.CannotUnpackAt(text.Length, exception.Message), exception);
        }

        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }
}
