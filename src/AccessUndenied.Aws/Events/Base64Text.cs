using System.Buffers;

namespace AccessUndenied.Aws.Events;

/// <summary>Tells base64 from other texts.</summary>
internal static class Base64Text
{
    private static readonly SearchValues<char> s_letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n");

    /// <summary>The bytes of <paramref name="text"/>; false when it is not base64 as a whole.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.AsSpan().ContainsAnyExcept(s_letters))
        {
            return false;
        }

        var room = new byte[((text.Length / 4) + 1) * 3];
        if (!Convert.TryFromBase64String(text, room, out var length))
        {
            return false;
        }

        bytes = room[..length];
        return true;
    }
}
