namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>What became of a batch.</summary>
/// <param name="Requests">How many requests there were, those included that could not be read; each has one result.</param>
/// <param name="Errors">How many of them have an error in place of a decision.</param>
public readonly record struct BatchSummary(long Requests, long Errors);
