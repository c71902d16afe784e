namespace AccessUndenied.Cluster.Hosts;

/// <summary>What a cluster's state may be kept in.</summary>
internal enum StoreKind
{
    /// <summary>Redis.</summary>
    Redis,

    /// <summary>PostgreSQL.</summary>
    Postgres,
}
