using System.Runtime.InteropServices;

namespace AccessUndenied.Aws.Input;

/// <summary>Unpacks an input that is needed as a whole and lies in memory.</summary>
internal static class WholeContent
{
    // As for events: blanks and zeros pack a thousand to one, policies and records hundred to one at most.
    private const int MostTimes = 500;
    private const long LeastBytes = 256 << 20;

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
            var buffer = new byte[1 << 16];
            while (unpacked.Read(buffer) is > 0 and var count)
            {
                text.Write(buffer, 0, count);
                if (text.Length > LeastBytes && text.Length / bytes.Length > MostTimes)
                {
                    throw new InvalidDataException(InputMessages.UnpacksTimes(MostTimes));
                }
            }
        }
        catch (Exception exception) when (exception is (InvalidDataException or IOException) && text.Length / bytes.Length <= MostTimes)
        {
            throw new InvalidDataException(InputMessages.CannotUnpackAt(text.Length, exception.Message), exception);
        }

        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }
}
