namespace AccessUndenied.Aws.Remediations;

/// <summary>What a command that reads a policy must say for it to be the one that was read before.</summary>
internal enum GuardKind
{
    /// <summary>The same document, white space aside.</summary>
    SameDocument,

    /// <summary>That there is none, by an error with a certain code.</summary>
    ErrorCode,

    /// <summary>That there is none, by <c>None</c>, which the AWS CLI prints for a member that is missing.</summary>
    NoneText,

    /// <summary>That there is none, by an empty text.</summary>
    Empty,
}
