namespace AccessUndenied.Aws.Remediations;

/// <summary>What must still be so before a document is written over another.</summary>
/// <param name="Read">The command that reads what is there now.</param>
/// <param name="Kind">What it must say.</param>
/// <param name="Expected">The document without white space, or the code of the error; empty for the others.</param>
internal sealed record PolicyGuard(AwsCommand Read, GuardKind Kind, string Expected = "");
