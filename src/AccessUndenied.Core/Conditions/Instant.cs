using System.Globalization;

namespace AccessUndenied.Conditions;

/// <summary>A point in time as conditions write it.</summary>
/// <param name="Ticks">100-nanosecond steps since 1970-01-01T00:00:00Z.</param>
/// <remarks>
/// Shape: <c>2026-01-02</c> (midnight UTC), <c>2026-01-02T03:04Z</c>, <c>2026-01-02T03:04:05.678+01:00</c>, the basic form
/// <c>20260102T030405Z</c>, or seconds since 1970, with or without a fraction.
/// Source: IAM User Guide, "Condition operators", date operators; W3C note "Date and Time Formats".
/// </remarks>
internal readonly record struct Instant(long Ticks) : IComparable<Instant>
{
    private const long MaxEpochSeconds = 900_000_000_000;

    public int CompareTo(Instant other) => Ticks.CompareTo(other.Ticks);

    public static bool TryParse(ReadOnlySpan<char> text, out Instant instant)
    {
        instant = default;
        if (text.IsEmpty)
        {
            return false;
        }

        return text[(text[0] is '-' or '+' ? 1 : 0)..].IndexOfAnyExcept("0123456789.") < 0
            ? TryParseEpoch(text, out instant)
            : TryParseCalendar(text, out instant);
    }

    private static bool TryParseEpoch(ReadOnlySpan<char> text, out Instant instant)
    {
        instant = default;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(seconds) > MaxEpochSeconds)
        {
            return false;
        }

        instant = new((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    private static bool TryParseCalendar(ReadOnlySpan<char> text, out Instant instant)
    {
        instant = default;
        var dash = text.Length > 4 && text[4] == '-';
        if (!Digits(ref text, 4, out var year) || !Separator(ref text, '-', dash) || !Digits(ref text, 2, out var month))
        {
            return false;
        }

        var day = 1;
        if (!text.IsEmpty && (!Separator(ref text, '-', dash) || !Digits(ref text, 2, out day)))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || !TryParseTime(text, out var ticks))
        {
            return false;
        }

        instant = new(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks + ticks);
        return true;
    }

    private static bool TryParseTime(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ('T' or 't' or ' '))
        {
            return false;
        }

        text = text[1..];
        var colon = text.Length > 2 && text[2] == ':';
        if (!Digits(ref text, 2, out var hour) || !Separator(ref text, ':', colon) || !Digits(ref text, 2, out var minute))
        {
            return false;
        }

        int second = 0;
        if (!text.IsEmpty && (colon ? text[0] == ':' : char.IsAsciiDigit(text[0])) && (!Separator(ref text, ':', colon) || !Digits(ref text, 2, out second)))
        {
            return false;
        }

        if (hour > 23 || minute > 59 || second > 59 || !TryParseFraction(ref text, out var fraction) || !TryParseOffset(text, out var offset))
        {
            return false;
        }

        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond) + fraction - offset;
        return true;
    }

    private static bool TryParseFraction(ref ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text[0] != '.')
        {
            return true;
        }

        text = text[1..];
        var weight = TimeSpan.TicksPerSecond / 10;
        var digits = 0;
        for (; !text.IsEmpty && char.IsAsciiDigit(text[0]); text = text[1..], digits++)
        {
            ticks += (text[0] - '0') * weight;
            weight /= 10;
        }

        return digits > 0;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text is "Z" or "z")
        {
            return true;
        }

        var sign = text[0] switch { '+' => 1, '-' => -1, _ => 0 };
        text = text[1..];
        var colon = text.Length > 2 && text[2] == ':';
        if (sign == 0 || !Digits(ref text, 2, out var hours) || !Separator(ref text, ':', colon) || !Digits(ref text, 2, out var minutes) || !text.IsEmpty
            || hours > 23 || minutes > 59)
        {
            return false;
        }

        ticks = sign * ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute));
        return true;
    }

    private static bool Digits(ref ReadOnlySpan<char> text, int count, out int number)
    {
        number = 0;
        if (text.Length < count || text[..count].IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return false;
        }

        foreach (var c in text[..count])
        {
            number = (number * 10) + (c - '0');
        }

        text = text[count..];
        return true;
    }

    private static bool Separator(ref ReadOnlySpan<char> text, char separator, bool expected)
    {
        if (!expected)
        {
            return true;
        }

        if (text.IsEmpty || text[0] != separator)
        {
            return false;
        }

        text = text[1..];
        return true;
    }
}
