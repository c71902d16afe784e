namespace AccessUndenied.Orleans.Jobs;

/// <summary>What is said of jobs.</summary>
internal static class JobMessages
{
    public const string NoJob = "this is no job, or one that another version wrote";

    public static string NoSuchJob(string id) => $"there is no job '{id}'; 'access-undenied-cluster status' lists those there are";

    public static string NoFile(JobFile file) => $"{file.Name} did not arrive as it was sent; submit the job again";

    public static string PartitionFailed(int partition, string? place, string why) =>
        $"the work on partition {partition}{(place is null ? "" : $" ({place})")} was given up: {why}";

    public static string GivenUpAfter(int times, string why) => $"it failed {times} times, the last time because {why}";

    public static string LostTooOften(int times) => $"{times} workers that took it were not heard of again; one of its files may be what ends them";

    public static string NeverFinished(string id) => $"job {id} is not finished; 'access-undenied-cluster status {id}' says how far it is";
}
