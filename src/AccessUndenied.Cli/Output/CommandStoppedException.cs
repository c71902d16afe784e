namespace AccessUndenied.Cli.Output;

/// <summary>The work was stopped by whoever runs it; the message says what is there.</summary>
internal sealed class CommandStoppedException : Exception
{
    public CommandStoppedException()
    {
    }

    public CommandStoppedException(string message)
        : base(message)
    {
    }

    public CommandStoppedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
