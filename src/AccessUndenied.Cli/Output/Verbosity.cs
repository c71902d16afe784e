namespace AccessUndenied.Cli.Output;

/// <summary>What is worth a line on stderr, the gravest first.</summary>
internal enum Verbosity
{
    Critical,
    Error,
    Warning,
    Info,
    Debug,
}
