using System.Globalization;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>What the name of a folder or object tells of the records in it, where it follows CloudTrail's layout.</summary>
/// <remarks>
/// Shape: <c>…/AWSLogs/[o-…/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/ACCOUNT_CloudTrail_REGION_YYYYMMDDTHHmmZ_….json.gz</c>, or the last part alone, or a beginning of it
/// that ends with a slash. Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html">CloudTrail User Guide, "CloudTrail log file name format"</see>
/// and <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html">"Finding your CloudTrail log files"</see>.
/// </remarks>
internal sealed record TrailPlace
{
    private const string Root = "AWSLogs";
    private const string LogFolder = "CloudTrail";
    private const string NameTime = "yyyyMMdd'T'HHmm'Z'";

    /// <summary>The account; null where the name does not tell.</summary>
    public string? Account { get; private init; }

    /// <summary>The folder below the account, such as <c>CloudTrail</c> or <c>CloudTrail-Digest</c>; null where the name does not tell.</summary>
    public string? Kind { get; private init; }

    /// <summary>The region; null where the name does not tell.</summary>
    public string? Region { get; private init; }

    /// <summary>The earliest time at which something in it was delivered; null where the name does not tell.</summary>
    public DateTimeOffset? Start { get; private init; }

    /// <summary>The latest time at which something in it was delivered; null where the name does not tell.</summary>
    public DateTimeOffset? End { get; private init; }

    /// <summary>How many parts of the layout the name has: 0 for its root, 2 for an account, 3 for its logs, 4 for a region, then year, month and day.</summary>
    public int Depth { get; private init; }

    /// <summary>Whether it can hold log files; digests, insights and the logs of other services are none.</summary>
    public bool MayHoldLogs => Kind is null or LogFolder || (Kind.StartsWith("CloudTrail-", StringComparison.Ordinal) && Kind is not ("CloudTrail-Digest" or "CloudTrail-Insight"));

    /// <summary>What a name tells; null where it does not follow the layout. A folder's ends with a slash.</summary>
    public static TrailPlace? Of(string name)
    {
        var parts = name.Split('/');
        var file = parts[^1];
        for (var at = 0; at < parts.Length - 1; at++)
        {
            if (parts[at] == Root && OfFolders(parts.AsSpan(at + 1, parts.Length - at - 2)) is { } place)
            {
                return OfFile(file, place);
            }
        }

        return OfFile(file, null);
    }

    private static TrailPlace? OfFolders(ReadOnlySpan<string> folders)
    {
        var place = new TrailPlace();
        if (folders is [['o', '-', ..], .. var inOrganization])
        {
            folders = inOrganization;
            place = place with { Depth = 1 };
        }

        if (folders is [])
        {
            return place;
        }

        if (!AccountIds.IsAccountId(folders[0]))
        {
            return null;
        }

        place = place with { Account = folders[0], Depth = 2 };
        if (folders is not [_, var kind, .. var rest])
        {
            return place;
        }

        place = place with { Kind = kind, Depth = 3 };
        return rest is [var region, .. var date] && Partitions.IsRegionName(region) ? OfDate(date, place with { Region = region, Depth = 4 }) : place;
    }

    private static TrailPlace OfDate(ReadOnlySpan<string> date, TrailPlace place)
    {
        Span<int> numbers = [0, 1, 1];
        var count = 0;
        while (count < Math.Min(date.Length, numbers.Length) && int.TryParse(date[count], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count]))
        {
            count++;
        }

        numbers[count..].Fill(1);
        if (count == 0 || numbers[0] is < 2013 or > 9990 || numbers[1] is < 1 or > 12 || numbers[2] < 1 || numbers[2] > DateTime.DaysInMonth(numbers[0], numbers[1]))
        {
            return place;
        }

        var start = new DateTimeOffset(numbers[0], numbers[1], numbers[2], 0, 0, 0, TimeSpan.Zero);
        var end = count switch
        {
            1 => start.AddYears(1),
            2 => start.AddMonths(1),
            _ => start.AddDays(1),
        };
        return place with { Start = start, End = end, Depth = 4 + count };
    }

    // A file's own name tells more than its folders, and all where it was copied out of them.
    private static TrailPlace? OfFile(string file, TrailPlace? place)
    {
        if (file.Split('_') is not [var account, LogFolder, var region, var time, { Length: > 0 }] || !AccountIds.IsAccountId(account) || !Partitions.IsRegionName(region)
            || !DateTimeOffset.TryParseExact(time, NameTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var delivered))
        {
            return place;
        }

        return (place ?? new()) with { Account = account, Kind = place?.Kind ?? LogFolder, Region = region, Start = delivered, End = delivered };
    }
}
