namespace AccessUndenied.Cluster.Hosts;

/// <summary>The address of a store, such as <c>redis://127.0.0.1:6379</c>.</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="User">The user; null for the store's default one.</param>
/// <param name="Password">The password; null for none.</param>
/// <param name="IsTls">Whether the connection is by TLS (<c>rediss://</c>).</param>
internal sealed record StoreAddress(string Host, int Port, string? User, string? Password, bool IsTls)
{
    private const int RedisPort = 6379;

    /// <summary>Why a text is no address of a store; null where it is one.</summary>
    public static string? Problem(string text) =>
        text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) ? ClusterMessages.NoPostgres : Of(text) is null ? ClusterMessages.NotAStore(WithoutPassword(text)) : null;

    /// <summary>The address; null where it is none.</summary>
    public static StoreAddress? Of(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("redis" or "rediss") || address.Host.Length == 0 || address.PathAndQuery is not ("/" or ""))
        {
            return null;
        }

        var parts = address.UserInfo.Split(':', 2);
        return new(
            address.IdnHost,
            address.Port > 0 ? address.Port : RedisPort,
            parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null,
            parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null,
            address.Scheme == "rediss");
    }

    /// <summary>The address without a password, as messages have it.</summary>
    public override string ToString() => $"{(IsTls ? "rediss" : "redis")}://{Host}:{Port}";

    private static string WithoutPassword(string text) => text.LastIndexOf('@') is >= 0 and var at ? text[(at + 1)..] : text;
}
