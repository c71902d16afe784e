namespace AccessUndenied.Aws.Events;

/// <summary>A file of a folder in which there is no CloudTrail.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Reason">What was found instead, in one sentence.</param>
public sealed record PassedOverFile(string Path, string Reason);
