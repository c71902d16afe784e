using System.Collections.Frozen;
using Amazon;

namespace AccessUndenied.Aws.Clients;

/// <summary>The Regions that the SDK knows by name: what a text names beyond them becomes no part of a host that is sent a signed request.</summary>
internal static class KnownRegions
{
    private static readonly Lazy<FrozenSet<string>> s_names = new(() => RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).ToFrozenSet(StringComparer.Ordinal));

    public static bool Has(string region) => Partitions.IsRegionName(region) && s_names.Value.Contains(region);
}
