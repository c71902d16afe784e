namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>An input to begin with, whole and sound.</summary>
/// <param name="Name">A file's name for it, by which readers may go.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record Seed(string Name, byte[] Bytes);
