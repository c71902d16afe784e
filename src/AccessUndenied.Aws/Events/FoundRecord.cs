namespace AccessUndenied.Aws.Events;

/// <summary>A record that was found inside of another value.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Record">Its bytes, where it was denied.</param>
/// <param name="Problem">Why it cannot be used, where it cannot.</param>
/// <param name="Note">What was lost of it; null where it is whole.</param>
/// <param name="Failure">What it failed with, where that was no denial.</param>
internal readonly record struct FoundRecord(ScanOutcome Outcome, byte[] Record, string? Problem, string? Note = null, string Failure = "");
