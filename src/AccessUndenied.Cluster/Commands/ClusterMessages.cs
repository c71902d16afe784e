namespace AccessUndenied.Cluster.Commands;

/// <summary>Every sentence that the program says itself, beside those of the commands that it hands over.</summary>
internal static class ClusterMessages
{
    public const string NoCheckpointThere = "a cluster keeps the results of partitions itself; leave out --checkpoint, which is for --local";
    public const string NoUseThere = "--suggest and --record are not made of partitions yet; run 'access-undenied replay' for them";
    public const string GiveSnapshot = "partitions are decided by snapshots alone; make one with 'access-undenied snapshot', and give it with --snapshot";
    public const string GiveStoreOrLocal = "give the cluster with --cluster redis://host:port, or do the work in this process with --local";
    public const string GiveCommand = "say what is to be done: submit … analyze …, or submit … replay …";

    public static string NoSuchSource(string source) =>
        $"'{source}' cannot be read in partitions; give files or folders that every worker reaches under the same path, and run 'access-undenied analyze' for buckets, queues and stdin";

    public static string NotAPartitionSize(string text) => $"'{text}' is no size of a partition; give MB from 1 to 1000000";

    public static string NotAStore(string text) => $"'{text}' is no store; it has the form redis://host:port";

    public static string NoPostgres => "PostgreSQL is not supported as a store yet; give redis://host:port";
}
