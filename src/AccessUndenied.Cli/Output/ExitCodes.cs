namespace AccessUndenied.Cli.Output;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    /// <summary>Done, whatever the verdicts are.</summary>
    public const int Done = 0;

    /// <summary>The work could not be done.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>Stopped, since the terminal was closed.</summary>
    public const int HungUp = 129;

    /// <summary>Stopped by Ctrl-C: 128 and the number of the signal, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by a request to end.</summary>
    public const int Terminated = 143;
}
