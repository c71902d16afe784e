namespace AccessUndenied.Cli.Output;

/// <summary>How much of a result a text says.</summary>
internal enum TextLength
{
    /// <summary>A dozen lines on a terminal, where somebody reads, and everything in files and pipes, where programs search.</summary>
    AsFits,

    /// <summary>A dozen lines everywhere.</summary>
    Brief,

    /// <summary>Everything everywhere.</summary>
    Whole,
}
