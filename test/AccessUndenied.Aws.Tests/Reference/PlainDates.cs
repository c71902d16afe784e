using System.Globalization;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>Dates as seconds since 1970 (OP-23, OP-24).</summary>
internal static class PlainDates
{
    // Text is either all number (epoch seconds), or date, then perhaps T, time and zone; the basic form is for request values.
    internal static decimal? Parse(string text, bool basicForm)
    {
        const NumberStyles Epoch = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, Epoch, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds;
        }
        if (basicForm && IsShape(text, "00000000T000000Z"))
        {
            return Instant($"{text[..4]}-{text[4..6]}-{text[6..8]}", $"{text[9..11]}:{text[11..13]}:{text[13..15]}", "Z");
        }
        var letter = text.IndexOf('T', StringComparison.Ordinal);
        if (letter < 0)
        {
            return Instant(text, "00:00", "Z");
        }
        var time = text[(letter + 1)..];
        var zone = time.IndexOfAny(['Z', '+', '-']);
        return zone < 0 || !IsShape(text[..letter], "0000-00-00") ? null : Instant(text[..letter], time[..zone], time[zone..]);
    }

    private static decimal? Instant(string date, string time, string zone)
    {
        // A year, or a year and a month, stand for their first day.
        var day = IsShape(date, "0000-00") ? date + "-01" : date;
        if (!IsShape(day, "0000-00-00") || Clock(time) is not { } clock || Offset(zone) is not { } offset
            || !DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var midnight))
        {
            return null;
        }
        return (decimal)(midnight - DateTime.UnixEpoch).TotalDays * 86_400 + clock - offset;
    }

    private static decimal? Clock(string time)
    {
        var shape = time.Length switch
        {
            5 => "00:00",
            8 => "00:00:00",
            > 9 => "00:00:00." + new string('0', time.Length - 9),
            _ => "-",
        };
        if (!IsShape(time, shape))
        {
            return null;
        }
        var seconds = time.Length > 5 ? decimal.Parse(time[6..], CultureInfo.InvariantCulture) : 0;
        return Minutes(time[..5]) is { } minutes && seconds < 60 ? (minutes * 60) + seconds : null;
    }

    private static decimal? Offset(string zone)
    {
        if (zone == "Z")
        {
            return 0;
        }
        return IsShape(zone[1..], "00:00") && Minutes(zone[1..]) is { } minutes ? (zone[0] == '-' ? -60 : 60) * minutes : null;
    }

    private static int? Minutes(string text)
    {
        var hours = int.Parse(text[..2], CultureInfo.InvariantCulture);
        var minutes = int.Parse(text[3..5], CultureInfo.InvariantCulture);
        return hours < 24 && minutes < 60 ? (hours * 60) + minutes : null;
    }

    // 0 stands for a digit, anything else for itself.
    private static bool IsShape(string text, string shape) =>
        text.Length == shape.Length && text.Zip(shape).All(pair => pair.Second == '0' ? char.IsAsciiDigit(pair.First) : pair.First == pair.Second);
}
