using System.Diagnostics.Metrics;

namespace AccessUndenied.Orleans.Silos;

/// <summary>What is counted of the work on jobs.</summary>
internal static class ClusterMeter
{
    private static readonly Meter s_meter = new("AccessUndenied.Orleans");

    private static readonly Counter<long> s_partitions =
        s_meter.CreateCounter<long>("access_undenied.cluster.partitions", "{partition}", "Partitions whose work ended: done, fenced, failed or givenBack.");

    public static void Ended(string outcome) => s_partitions.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
