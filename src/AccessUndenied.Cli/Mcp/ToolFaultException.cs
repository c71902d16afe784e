namespace AccessUndenied.Cli.Mcp;

/// <summary>A call that cannot be answered; the message says why and what would do, for the one who called.</summary>
internal sealed class ToolFaultException : Exception
{
    public ToolFaultException(string message)
        : base(message)
    {
    }

    public ToolFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
