using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>How a <see cref="BatchSimulation"/> works.</summary>
public sealed class BatchSimulationOptions
{
    /// <summary>Where the kinds of policy come from that a request does not give itself; null when there is no such place.</summary>
    public IPolicySource? PolicySource { get; set; }

    /// <summary>How many blocks of requests are evaluated at the same time.</summary>
    /// <value>From 1 to 1024; the number of processors by default.</value>
    public int MaxConcurrency { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 1024);

    /// <summary>The longest request that is read, in bytes of its JSON; a longer one gives an error.</summary>
    /// <value>From 1 KiB to 1 GiB; 128 MiB by default.</value>
    public int MaxRequestBytes { get; set; } = 128 << 20;

    /// <summary>How much is read at once, in bytes.</summary>
    /// <value>From 4 KiB to 64 MiB; 256 KiB by default.</value>
    public int BlockBytes { get; set; } = 256 << 10;

    internal BatchSimulationOptions Checked(string parameter)
    {
        var faults = new List<string>();
        Check(nameof(MaxConcurrency), MaxConcurrency, 1, 1024, faults);
        Check(nameof(MaxRequestBytes), MaxRequestBytes, 1 << 10, 1 << 30, faults);
        Check(nameof(BlockBytes), BlockBytes, 4 << 10, 64 << 20, faults);
        return faults.Count == 0
            ? new() { PolicySource = PolicySource, MaxConcurrency = MaxConcurrency, MaxRequestBytes = MaxRequestBytes, BlockBytes = BlockBytes }
            : throw new ArgumentException(string.Join("; ", faults), parameter);
    }

    private static void Check(string name, int value, int least, int most, List<string> faults)
    {
        if (value < least || value > most)
        {
            faults.Add(SimulationMessages.OutOfRange(name, value, least, most));
        }
    }
}
