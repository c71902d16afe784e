namespace AccessUndenied.Aws.Remediations;

/// <summary>What the value of an option is, by which each shell writes it in its own way.</summary>
internal enum CommandValue
{
    /// <summary>The option stands alone.</summary>
    None,

    /// <summary>A name or another text, possibly from an event.</summary>
    Text,

    /// <summary>JSON of ours.</summary>
    Document,

    /// <summary>What another command prints.</summary>
    Output,

    /// <summary>What the reader has to fill in first.</summary>
    Variable,
}
