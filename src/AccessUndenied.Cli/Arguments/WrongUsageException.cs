namespace AccessUndenied.Cli.Arguments;

/// <summary>What was asked for cannot be meant; the message says where and why.</summary>
internal sealed class WrongUsageException : Exception
{
    public WrongUsageException()
    {
    }

    public WrongUsageException(string message)
        : base(message)
    {
    }

    public WrongUsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
