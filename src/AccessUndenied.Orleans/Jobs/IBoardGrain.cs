using Orleans;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>The list of jobs.</summary>
[Alias("AccessUndenied.IBoardGrain")]
internal interface IBoardGrain : IGrainWithStringKey
{
    /// <summary>Adds a job; the same any number of times.</summary>
    [Alias("Add")]
    Task AddAsync(string job);

    /// <summary>Takes a job off those with work left.</summary>
    [Alias("Close")]
    Task CloseAsync(string job);

    /// <summary>The jobs that may have work left, the oldest first.</summary>
    [Alias("Open")]
    Task<string[]> OpenAsync();

    /// <summary>The latest jobs, the oldest first.</summary>
    [Alias("All")]
    Task<string[]> AllAsync();
}
