using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>The positive comparisons of one request value with one policy value (OP-01 to OP-31).</summary>
internal static class PlainComparisons
{
    internal static bool Matches(string comparison, string requested, PlainText pattern)
    {
        var wanted = pattern.Literal;
        return comparison switch
        {
            "StringEquals" => requested == wanted,
            "StringEqualsIgnoreCase" => requested.Equals(wanted, StringComparison.OrdinalIgnoreCase),
            "StringLike" => pattern.Matches(requested, ignoreCase: false),
            "ArnLike" => ArnMatches(requested, pattern),
            "Bool" => ParseBool(requested) is { } left && ParseBool(wanted) is { } right && left == right,
            "BinaryEquals" => ParseBytes(requested) is { } left && ParseBytes(wanted) is { } right && left.SequenceEqual(right),
            "IpAddress" => ParseAddress(requested) is { } address && ParseRange(wanted) is { } range && IsInside(address, range),
            _ when comparison.StartsWith("Numeric", StringComparison.Ordinal) =>
                ParseNumber(requested) is { } left && ParseNumber(wanted) is { } right && Compare(comparison["Numeric".Length..], left, right),
            _ => PlainDates.Parse(requested, basicForm: true) is { } left && PlainDates.Parse(wanted, basicForm: false) is { } right
                && Compare(comparison["Date".Length..], left, right),
        };
    }

    // OP-20: the request's value stands on the left.
    private static bool Compare(string relation, decimal requested, decimal wanted) => relation switch
    {
        "Equals" => requested == wanted,
        "LessThan" => requested < wanted,
        "LessThanEquals" => requested <= wanted,
        "GreaterThan" => requested > wanted,
        _ => requested >= wanted,
    };

    // ARN-01 to 07: field by field.
    private static bool ArnMatches(string requested, PlainText pattern)
    {
        var fields = SplitArn([.. requested.Select(character => new PlainPiece(character, false))]);
        if (fields is null)
        {
            return false;
        }
        if (pattern.Pieces is [{ Char: '*', Wild: true }])
        {
            return true; // ARN-04
        }
        return SplitArn(pattern.Pieces) is { } wanted
            && wanted.Zip(fields).All(pair => PlainText.Glob(pair.First, string.Concat(pair.Second.Select(piece => piece.Char)), ignoreCase: false));
    }

    private static List<List<PlainPiece>>? SplitArn(IReadOnlyList<PlainPiece> pieces)
    {
        var fields = new List<List<PlainPiece>> { new() };
        foreach (var piece in pieces)
        {
            if (piece.Char == ':' && fields.Count < 6)
            {
                fields.Add([]);
                continue;
            }
            fields[^1].Add(piece);
        }
        return fields.Count == 6 ? fields : null;
    }

    private static bool? ParseBool(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ => null,
    };

    private static byte[]? ParseBytes(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // OP-21
    private static decimal? ParseNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // OP-25: IPv4 as four decimal numbers; IPv4-mapped addresses stay IPv6.
    internal static IPAddress? ParseAddress(string text)
    {
        if (text.Contains(':'))
        {
            var plain = text.All(character => char.IsAsciiHexDigit(character) || character is ':' or '.');
            return plain && IPAddress.TryParse(text, out var six) && six.AddressFamily == AddressFamily.InterNetworkV6 ? six : null;
        }
        var parts = text.Split('.');
        var good = parts.Length == 4
            && parts.All(part => part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit) && int.Parse(part, CultureInfo.InvariantCulture) < 256);
        return good ? new IPAddress(parts.Select(part => byte.Parse(part, CultureInfo.InvariantCulture)).ToArray()) : null;
    }

    internal static (IPAddress Address, int Length)? ParseRange(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (ParseAddress(slash < 0 ? text : text[..slash]) is not { } address)
        {
            return null;
        }
        var bits = address.GetAddressBytes().Length * 8;
        if (slash < 0)
        {
            return (address, bits);
        }
        return int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= bits
            ? (address, length)
            : null;
    }

    private static bool IsInside(IPAddress address, (IPAddress Address, int Length) range)
    {
        var left = address.GetAddressBytes();
        var right = range.Address.GetAddressBytes();
        return left.Length == right.Length && Enumerable.Range(0, range.Length).All(bit => Bit(left, bit) == Bit(right, bit));
    }

    private static int Bit(byte[] bytes, int index) => (bytes[index / 8] >> (7 - (index % 8))) & 1;
}
