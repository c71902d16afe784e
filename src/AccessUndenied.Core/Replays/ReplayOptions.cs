namespace AccessUndenied.Replays;

/// <summary>What is replayed under which policies.</summary>
public sealed class ReplayOptions
{
    internal const int MostConcurrency = 1024;

    /// <summary>The proposed changes, made in this order; none compares the simulator with what was recorded.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<ProposedChange> Changes { get; set; } = [];

    /// <summary>How many calls are replayed at a time.</summary>
    /// <value>From 1 to 1,024; default: one a processor. Where policies are asked of a network, more are worth it.</value>
    public int MaxConcurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>Whether <see cref="ReplayedCall.Needed"/> is filled.</summary>
    /// <value>Default: false.</value>
    public bool KeepsRequests { get; set; }

    /// <summary>Whether each call is answered before the next one is read, for a stream that goes on for ever; else they are read ahead and decided side by side.</summary>
    /// <value>Default: false.</value>
    public bool AnswersAtOnce { get; set; }

    internal static void Validate(ReplayOptions options)
    {
        if (options.MaxConcurrency is < 1 or > MostConcurrency)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxConcurrency, OutcomeMessages.MaxConcurrency(MostConcurrency, options.MaxConcurrency));
        }
    }
}
