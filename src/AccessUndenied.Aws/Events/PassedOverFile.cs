namespace AccessUndenied.Aws.Events;

/// <summary>A file of a folder in which there is no CloudTrail.</summary>
public sealed class PassedOverFile
{
    internal PassedOverFile(string path, string reason)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>What was found instead, in one sentence.</summary>
    public string Reason { get; }
}
