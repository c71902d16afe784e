
namespace AccessUndenied.Orleans.Jobs;

/// <summary>How far a job is, and what happened to it.</summary>
public sealed class JobStatus
{
    internal JobStatus(JobProgress progress)
    {
        Id = progress.Id;
        State = progress.State;
        Command = progress.Command;
        Submitted = progress.Submitted;
        Partitions = progress.Partitions;
        Done = progress.Done;
        Leased = progress.Leased;
        Retaken = progress.Retaken;
        Problems = progress.Problems;
    }

    /// <summary>The job's id.</summary>
    public string Id { get; }

    /// <summary>How far it is.</summary>
    public JobState State { get; }

    /// <summary>What it does, in the words of the submitter's command line.</summary>
    public string Command { get; } = "";

    /// <summary>When it was submitted, in UTC.</summary>
    public DateTimeOffset Submitted { get; }

    /// <summary>How many partitions it has.</summary>
    public int Partitions { get; }

    /// <summary>How many of them have their results.</summary>
    public int Done { get; }

    /// <summary>How many of them are being worked on.</summary>
    public int Leased { get; }

    /// <summary>How often a partition was taken again, since the one that had it was not heard of or gave it back.</summary>
    public int Retaken { get; }

    /// <summary>The partitions that were given up, a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = [];
}
