using Orleans;
using Orleans.Concurrency;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>One partition of a job: who has it, and its result. The one place that decides on both.</summary>
[Alias("AccessUndenied.IPartitionGrain")]
internal interface IPartitionGrain : IGrainWithStringKey
{
    /// <summary>Hands the listing over; the same any number of times.</summary>
    [Alias("Put")]
    Task PutAsync(string job, int number, byte[] listing);

    /// <summary>Asks for it: given where nobody has it, or whoever had it was not heard of for too long.</summary>
    [Alias("Take")]
    Task<Taking> TakeAsync(string worker);

    /// <summary>Says that the work goes on; false where somebody else has it by now, so that going on is of no use.</summary>
    [Alias("Renew")]
    Task<bool> RenewAsync(long epoch);

    /// <summary>Hands the result in; false where it does not count, since somebody else has it by now or it is there already.</summary>
    [Alias("Complete")]
    Task<bool> CompleteAsync(long epoch, byte[] result);

    /// <summary>Gives it back: for a reason that lies in the work, or null where the worker ends.</summary>
    [Alias("GiveBack")]
    Task<Taking> GiveBackAsync(long epoch, string? problem);

    /// <summary>The result; null where it is not there yet.</summary>
    [Alias("Result")]
    [ReadOnly]
    Task<Immutable<byte[]>?> ResultAsync();

    /// <summary>The listing; null where it was not handed over.</summary>
    [Alias("Listing")]
    [ReadOnly]
    Task<Immutable<byte[]>?> ListingAsync();
}
