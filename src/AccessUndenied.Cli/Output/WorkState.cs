namespace AccessUndenied.Cli.Output;

/// <summary>How far a work has come.</summary>
/// <param name="BytesRead">How much of the input is read.</param>
/// <param name="Results">How many results there are.</param>
internal readonly record struct WorkState(long BytesRead, long Results);
