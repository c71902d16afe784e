namespace AccessUndenied.Cli.Output;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    /// <summary>Done, whatever the verdicts are.</summary>
    public const int Done = 0;

    /// <summary>The work could not be done.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int WrongUsage = 2;
}
