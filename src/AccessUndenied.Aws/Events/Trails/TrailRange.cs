namespace AccessUndenied.Aws.Events.Trails;

/// <summary>What of a trail is read: times, accounts and regions; by default all of it.</summary>
/// <remarks>
/// Where names follow CloudTrail's layout, whole folders and objects outside of the range are passed over unread; of what is read, the records
/// outside are left out. What a record does not tell keeps it in.
/// </remarks>
public sealed class TrailRange
{
    // A name's time has no seconds, and clocks differ.
    private static readonly TimeSpan s_clocks = TimeSpan.FromHours(1);

    // CloudTrail delivers within some minutes as a rule, and promises no time.
    private static readonly TimeSpan s_late = TimeSpan.FromDays(1);

    // Until then the events of global services stood in the folder of whatever region a trail was of, with the lead region's name in them.
    private static readonly DateTimeOffset s_globalMoved = new(2021, 11, 24, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All of a trail.</summary>
    public static TrailRange All { get; } = new();

    /// <summary>The earliest time of a record, itself included, in UTC; null for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time before which a record must lie, itself excluded, in UTC; null for no bound.</summary>
    /// <remarks>
    /// Objects are passed over by their names from a day behind it on. CloudTrail promises no time of delivery, and goes on trying for 30 days where a bucket
    /// could not be reached: who looks for records of such days sets no end. Source:
    /// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html">
    /// CloudTrail User Guide, "Getting and viewing your CloudTrail log files"</see>.
    /// </remarks>
    public DateTimeOffset? To { get; init; }

    /// <summary>The accounts whose records are read, by their numbers; empty for all. A record is of the account that it was delivered to.</summary>
    public IReadOnlyCollection<string> Accounts { get; init; } = [];

    /// <summary>The regions whose records are read; empty for all.</summary>
    public IReadOnlyCollection<string> Regions { get; init; } = [];

    /// <summary>Whether nothing is left out.</summary>
    internal bool IsAll => From is null && To is null && Accounts.Count == 0 && Regions.Count == 0;

    /// <summary>Whether records of the range may be in a folder or object with this name.</summary>
    /// <remarks>
    /// Source: CloudTrail User Guide, "CloudTrail log file name format": a file delivered at a time holds records of any time before it; and
    /// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html">"CloudTrail concepts"</see>, global service events: their region
    /// changed on November 22, 2021.
    /// </remarks>
    internal bool MayReach(TrailPlace place)
    {
        if (Accounts.Count > 0 && place.Account is { } account && !Accounts.Contains(account))
        {
            return false;
        }

        if (From is { } from && place.End is { } end && end < Earlier(from))
        {
            return false;
        }

        if (To is { } to && place.Start is { } start && start > Later(to))
        {
            return false;
        }

        return Regions.Count == 0 || place.Region is not { } region || Regions.Contains(region) || MayHoldGlobal(place, region);
    }

    /// <summary>Whether a record is in the range.</summary>
    internal bool Holds(CloudTrailEvent record) =>
        (record.Time is not { } time || (!(time < From) && !(time >= To)))
        && (Accounts.Count == 0 || (record.RecipientAccountId ?? record.Identity?.AccountId) is not { } account || Accounts.Contains(account))
        && (Regions.Count == 0 || record.AwsRegion is not { } region || Regions.Contains(region));

    private bool MayHoldGlobal(TrailPlace place, string region) =>
        Regions.Contains(Partitions.LeadRegion(Partitions.OfRegion(region))) && !(place.Start > s_globalMoved) && !(From > s_globalMoved);

    private static DateTimeOffset Earlier(DateTimeOffset time) => time - DateTimeOffset.MinValue > s_clocks ? time - s_clocks : DateTimeOffset.MinValue;

    private static DateTimeOffset Later(DateTimeOffset time) => DateTimeOffset.MaxValue - time > s_late ? time + s_late : DateTimeOffset.MaxValue;
}
