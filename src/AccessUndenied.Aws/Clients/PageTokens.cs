namespace AccessUndenied.Aws.Clients;

/// <summary>Watches the marks of a list's pages: one that comes back would go on for ever.</summary>
internal sealed class PageTokens
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly string _permission;
    private readonly string _account;

    /// <param name="permission">The permission that the call needs, for the message.</param>
    /// <param name="account">The account, for the message.</param>
    public PageTokens(string permission, string account)
    {
        _permission = permission;
        _account = account;
    }

    /// <summary>Whether there is a next page, with this mark.</summary>
    /// <param name="token">The mark; null at the end.</param>
    /// <exception cref="AwsCallException">The mark was there before.</exception>
    public bool GoesOnWith([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? token)
    {
        if (token is null)
        {
            return false;
        }

        return _seen.Add(token) ? true : throw new AwsCallException(AwsFault.Unreachable, null, LiveMessages.RepeatedPage(_permission, _account), null);
    }
}
