namespace AccessUndenied.Orleans.Jobs;

/// <summary>A file that goes with a job, such as a snapshot of policies.</summary>
/// <param name="Name">The path under which the submitter knows it.</param>
/// <param name="Hash">SHA-256 of its content, in lowercase hexadecimal digits.</param>
/// <param name="Length">Its length in bytes.</param>
public sealed record JobFile(string Name, string Hash, long Length);
