using System.Numerics;

namespace AccessUndenied.Orleans.Grains;

/// <summary>
/// The order in which partitions are given out: from all over the listing, since those beside each other lie under one prefix, of which S3 answers so many requests a second
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html). Results are put in order by whoever fetches them.
/// </summary>
internal static class SpreadOrder
{
    /// <summary>Each number below <paramref name="count"/>, once.</summary>
    public static IEnumerable<int> Of(int count)
    {
        // Steps of about the golden section come far from all that came before; without a divisor in common, they come everywhere.
        var step = Math.Max(1, (long)(count * 0.618));
        while (BigInteger.GreatestCommonDivisor(step, count) > 1)
        {
            step++;
        }

        for (var i = 0L; i < count; i++)
        {
            yield return (int)(i * step % count);
        }
    }
}
