namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Where one request stands in its block.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Error">Why it cannot be read; null when it may be.</param>
internal readonly record struct RequestSpan(int Start, int Length, string? Error = null);
