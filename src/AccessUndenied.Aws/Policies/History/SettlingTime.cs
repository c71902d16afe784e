namespace AccessUndenied.Aws.Policies.History;

/// <summary>How long a change of a policy may take until every Region decides by it, and how far the times of records may be from each other (HIST-11).</summary>
/// <remarks>
/// AWS names no figure: "changes … take time to become visible from all possible endpoints"
/// (<see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">IAM User Guide</see>); AWS KMS says that it is
/// "typically less than a few seconds" and may be minutes
/// (<see href="https://docs.aws.amazon.com/kms/latest/developerguide/programming-eventual-consistency.html">KMS</see>). Some four seconds were measured by others for IAM. Times of
/// records are whole seconds, of global services those of us-east-1.
/// </remarks>
internal static class SettlingTime
{
    /// <summary>The time within which nothing is certain, before a moment and after it.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(10);
}
