using System.Security.Cryptography;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>By what a kept result is found again: by all that it hangs on.</summary>
internal static class JobKey
{
    public static string Of(JobSpec spec, TrailPartition partition)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // How a result is written says nothing of the work.
        hash.AppendData((spec with { Arguments = [], Folder = "" }).ToBytes());
        hash.AppendData(partition.ToBytes());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
