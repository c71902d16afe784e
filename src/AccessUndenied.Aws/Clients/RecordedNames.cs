using System.Buffers;

namespace AccessUndenied.Aws.Clients;

/// <summary>Holds the names that records give against the shapes that AWS's names have, before they become part of an address or a header.</summary>
internal static class RecordedNames
{
    private const int LongestService = 64;

    // Names of before 2018 have letters that new ones may not have, and are longer.
    private const int LongestBucket = 255;

    private static readonly SearchValues<char> s_serviceLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    // Source: S3 User Guide, "General purpose bucket naming rules", those of before March 2018 included.
    private static readonly SearchValues<char> s_bucketLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>Refuses an ARN of which some part has another shape than such parts have.</summary>
    /// <exception cref="AwsCallException">It is such a one.</exception>
    public static void Check(in Arn arn)
    {
        if (!Partitions.IsPartition(arn.Partition))
        {
            throw Refuse(LiveMessages.NoSuchPartition(arn.Partition.ToString()));
        }

        if (arn.Service.Length > LongestService || arn.Service.ContainsAnyExcept(s_serviceLetters))
        {
            throw Refuse(LiveMessages.NoSuchService(arn.Service.ToString()));
        }

        if (!arn.Region.IsEmpty && !Partitions.IsRegionName(arn.Region))
        {
            throw Refuse(LiveMessages.NoSuchRegion(arn.Region.ToString()));
        }

        if (!arn.AccountId.IsEmpty && !AccountIds.IsAccountId(arn.AccountId))
        {
            throw Refuse(LiveMessages.NoSuchAccount(arn.AccountId.ToString()));
        }

        foreach (var letter in arn.Resource)
        {
            if (char.IsControl(letter))
            {
                throw Refuse(LiveMessages.NoSuchResource(arn.ToString()));
            }
        }
    }

    /// <summary>Refuses the name of a bucket that the SDK would take for something else: an ARN, or an address.</summary>
    /// <exception cref="AwsCallException">It is no bucket's name.</exception>
    public static void CheckBucket(string name)
    {
        if (name.Length > LongestBucket || name.AsSpan().ContainsAnyExcept(s_bucketLetters) || name.Contains("..", StringComparison.Ordinal) || name is "" or ".")
        {
            throw Refuse(LiveMessages.NoSuchBucket(name));
        }
    }

    private static AwsCallException Refuse(string why) => new(AwsFault.Refused, null, why, null);
}
