using System.Globalization;
using System.Text;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Tells when a record was made, and whether it says where, without reading it.</summary>
internal static class RecordGlance
{
    /// <summary>The time; false where it, the account or the Region is not told in the usual way.</summary>
    public static bool TryRead(in ScannedRecord record, out DateTimeOffset time)
    {
        time = default;
        return record.Account.Length == 12 && record.Region.Length is > 0 and < 32 && (TryReadUsual(record.Time, out time) || TryReadOther(record.Time, out time));
    }

    // 2026-01-31T23:59:59Z, as CloudTrail writes it.
    private static bool TryReadUsual(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        {
            return false;
        }

        var (year, month, day) = (Number(text[..4]), Number(text.Slice(5, 2)), Number(text.Slice(8, 2)));
        var (hour, minute, second) = (Number(text.Slice(11, 2)), Number(text.Slice(14, 2)), Number(text.Slice(17, 2)));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        time = new(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    private static bool TryReadOther(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        return text.Length is >= 19 and < 40 && DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
