namespace AccessUndenied.Cluster.Hosts;

/// <summary>Every sentence that the program says itself, beside those of the commands that it hands over.</summary>
internal static class ClusterMessages
{
    public const string NoCheckpointThere = "a cluster keeps the results of partitions itself; leave out --checkpoint, which is for --local";
    public const string NoCommitsThere = "--snapshot-history is read from a repository, which workers do not have; give the versions as files with --snapshot, or run 'access-undenied replay'";
    public const string NoUseThere = "--suggest and --record are not made of partitions yet; run 'access-undenied replay' for them";
    public const string GiveSnapshot = "partitions are decided by snapshots alone; make one with 'access-undenied snapshot', and give it with --snapshot";
    public const string GiveStoreOrLocal = "give the cluster with --cluster redis://host:port or postgres://user@host/database, or do the work in this process with --local";
    public const string GiveStore = "give the cluster with --cluster redis://host:port or postgres://user@host/database";
    public const string Draining = "told to stop: what is under way is ended or given back";
    public const string TakenForDead = "the others took this worker for dead; start it again";
    public const string NotJoined = "this worker has not joined the cluster yet";
    public const string LocalAlone = "--local works in this process alone; leave out --cluster, --tls and --detach";
    public const string GiveCommand = "say what is to be done: submit … analyze …, or submit … replay …";

    public static string NoSuchSource(string source) =>
        $"'{source}' cannot be read in partitions; give files and folders that every worker reaches under the same path, or parts of buckets, and run 'access-undenied analyze' for queues and stdin";

    public static string NotAnAddress(string text) => $"'{text}' is not the address of this machine; give one such as 127.0.0.1";

    public static string NotANumber(string option, string text) => $"'{text}' is no value of {option}; give a number from 1 to 65535";

    public static string NoStore(StoreAddress store, string why) => $"the store {store} does not answer ({why}); start it, or give another one";

    public static string NoAuthority(string file) => $"{file} has no certificate";

    public static string NoCertificates(string folder, string why) =>
        $"the certificates of {folder} cannot be read ({why}); it needs {ClusterTls.CertificateFile}, {ClusterTls.KeyFile} and {ClusterTls.AuthorityFile}, as PEM";

    public static string NoHealthPort(System.Net.IPEndPoint endpoint, string why) => $"nothing can listen at {endpoint} ({why}); give another --health-port";

    public static string NoWorkers(StoreAddress store, string why) => $"no worker of the cluster of {store} can be reached ({why}); start one with 'access-undenied-cluster worker --cluster {store}'";

    public static string NoAnswer(string why) => $"the cluster does not answer ({why}); start workers, and do it again";

    public static string LostSight(string id, string why) => $"the cluster does not answer any more ({why}); start workers, and fetch what the job came to with 'access-undenied-cluster result {id}'";

    public static string NoSuchJob(string id) => $"there is no job '{id}'; 'access-undenied-cluster status' lists those there are";

    public static string NotSubmitted(string why) => $"the job was not submitted: {why}; submit it again, which is the same job";

    public static string Submitted(string id, int partitions) => $"job {id} has {partitions} partitions";

    public static string Joined(StoreAddress store, int port) => $"joined the cluster of {store} at port {port}; stop it with SIGTERM or Ctrl+C";

    public static string JobFailed(string id, IReadOnlyList<string> problems) =>
        $"job {id} has no whole result: {string.Join("; ", problems.Take(3))}{(problems.Count > 3 ? $"; and {problems.Count - 3} more" : "")}";

    public static string NotAPartitionSize(string text) => $"'{text}' is no size of a partition; give MB from 1 to 1000000";

    public static string NotAStore(string text) => $"'{text}' is no store; it has the form redis://host:port or postgres://user@host/database";
}
