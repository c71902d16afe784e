namespace AccessUndenied.Conditions;

/// <summary>A range of IPv4 or IPv6 addresses, such as <c>192.0.2.0/24</c>; without a length, one address.</summary>
/// <remarks>
/// Host bits that are set in the text are masked off. An IPv4-mapped IPv6 address is an IPv6 address (OP-25).
/// Read here rather than by <c>System.Net.IPAddress</c>, which allocates for each address and reads <c>010.0.0.1</c> as octal.
/// </remarks>
public readonly record struct IpRange
{
    private IpRange(UInt128 network, UInt128 mask, bool isV6)
    {
        Network = network;
        Mask = mask;
        IsV6 = isV6;
    }

    /// <summary>Whether it is of IPv6 addresses.</summary>
    public bool IsV6 { get; }

    /// <summary>How many leading bits all of its addresses share: from 0 to 32, or to 128 of IPv6.</summary>
    public int PrefixLength => (int)UInt128.PopCount(Mask);

    internal UInt128 Network { get; }

    internal UInt128 Mask { get; }

    /// <summary>Reads a range or an address; false when it is neither.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpRange range)
    {
        range = default;
        var slash = text.IndexOf('/');
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var address, out var isV6))
        {
            return false;
        }

        var width = isV6 ? 128 : 32;
        var length = width;
        if (slash >= 0 && (!TryParseNumber(text[(slash + 1)..], 3, out length) || length > width))
        {
            return false;
        }

        var mask = length == 0 ? UInt128.Zero : UInt128.MaxValue << (width - length);
        if (!isV6)
        {
            mask &= uint.MaxValue;
        }

        range = new(address & mask, mask, isV6);
        return true;
    }

    internal static bool TryParseAddress(ReadOnlySpan<char> text, out UInt128 address, out bool isV6)
    {
        isV6 = text.Contains(':');
        return isV6 ? TryParseV6(text, out address) : TryParseV4(text, out address);
    }

    internal bool Contains(UInt128 address, bool isV6) => isV6 == IsV6 && (address & Mask) == Network;

    private static bool TryParseV4(ReadOnlySpan<char> text, out UInt128 address)
    {
        address = 0;
        for (var octet = 0; octet < 4; octet++)
        {
            var dot = text.IndexOf('.');
            if ((dot < 0) != (octet == 3) || !TryParseNumber(dot < 0 ? text : text[..dot], 3, out var number) || number > 255)
            {
                return false;
            }

            address = (address << 8) | (uint)number;
            text = text[(dot + 1)..];
        }

        return true;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out UInt128 address)
    {
        address = 0;
        var gap = text.IndexOf("::");
        if (gap < 0)
        {
            return TryParseGroups(text, isEnd: true, out address, out var all) && all == 8;
        }

        if (!TryParseGroups(text[..gap], isEnd: false, out var high, out var before)
            || !TryParseGroups(text[(gap + 2)..], isEnd: true, out var low, out var after)
            || before + after > 7)
        {
            return false;
        }

        address = (before == 0 ? UInt128.Zero : high << (16 * (8 - before))) | low;
        return true;
    }

    // IPv4 may stand at the end of the whole address alone.
    private static bool TryParseGroups(ReadOnlySpan<char> text, bool isEnd, out UInt128 value, out int groups)
    {
        value = 0;
        groups = 0;
        while (!text.IsEmpty)
        {
            var colon = text.IndexOf(':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && isEnd && group.Contains('.'))
            {
                groups += 2;
                var read = TryParseV4(group, out var v4);
                value = (value << 32) | v4;
                return read && groups <= 8;
            }

            if (group.Length is 0 or > 4 || !ushort.TryParse(group, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number)
                || ++groups > 8 || colon == text.Length - 1)
            {
                return false;
            }

            value = (value << 16) | number;
            text = colon < 0 ? [] : text[(colon + 1)..];
        }

        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, int maxDigits, out int number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > maxDigits || (text.Length > 1 && text[0] == '0') || text.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return false;
        }

        foreach (var c in text)
        {
            number = (number * 10) + (c - '0');
        }

        return true;
    }
}
