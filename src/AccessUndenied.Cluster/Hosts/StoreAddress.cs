namespace AccessUndenied.Cluster.Hosts;

/// <summary>The address of a store, such as <c>redis://127.0.0.1:6379</c> or <c>postgres://user@127.0.0.1/db</c>.</summary>
internal sealed record StoreAddress
{
    private const string SslMode = "sslmode";
    private const string SslRootCertificate = "sslrootcert";

    private static readonly string[] s_parameters = [SslMode, SslRootCertificate];
    private static readonly string[] s_sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    private readonly string _scheme;

    private StoreAddress(string scheme) => _scheme = scheme;

    public StoreKind Kind { get; private init; }

    public string Host { get; private init; } = "";

    public int Port { get; private init; }

    /// <summary>The user; null for the store's default one.</summary>
    public string? User { get; private init; }

    /// <summary>The password; null for none.</summary>
    public string? Password { get; private init; }

    /// <summary>Whether Redis is spoken to by TLS (<c>rediss://</c>).</summary>
    public bool IsTls => _scheme == "rediss";

    /// <summary>The database, of PostgreSQL.</summary>
    public string Database { get; private init; } = "";

    /// <summary>How PostgreSQL is spoken to by TLS, in the words of its own clients (<c>?sslmode=verify-full</c>); null for their default.</summary>
    public string? TlsMode { get; private init; }

    /// <summary>The file of certificates by which PostgreSQL's is checked (<c>&amp;sslrootcert=ca.pem</c>); null for those of the system.</summary>
    public string? RootCertificate { get; private init; }

    /// <summary>Why a text is no address of a store; null where it is one.</summary>
    public static string? Problem(string text) => Of(text) is null ? ClusterMessages.NotAStore(WithoutPassword(text)) : null;

    /// <summary>The address; null where it is none.</summary>
    public static StoreAddress? Of(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.Fragment.Length > 0)
        {
            return null;
        }

        var parts = address.UserInfo.Split(':', 2);
        var (user, password) = (parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null, parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null);
        return address.Scheme switch
        {
            "redis" or "rediss" when address.PathAndQuery is "/" or "" =>
                new(address.Scheme) { Kind = StoreKind.Redis, Host = address.IdnHost, Port = PortOf(address, 6379), User = user, Password = password },
            "postgres" or "postgresql" when user is not null && address.AbsolutePath is ['/', _, ..] path && path.LastIndexOf('/') == 0 && ParametersOf(address) is { } parameters =>
                new("postgres")
                {
                    Kind = StoreKind.Postgres,
                    Host = address.IdnHost,
                    Port = PortOf(address, 5432),
                    User = user,
                    Password = password,
                    Database = Uri.UnescapeDataString(path[1..]),
                    TlsMode = parameters.GetValueOrDefault(SslMode),
                    RootCertificate = parameters.GetValueOrDefault(SslRootCertificate),
                },
            _ => null,
        };
    }

    /// <summary>The address without a password, as messages have it.</summary>
    public override string ToString() => $"{_scheme}://{(Kind == StoreKind.Postgres ? $"{User}@" : "")}{Host}:{Port}{(Kind == StoreKind.Postgres ? $"/{Database}" : "")}";

    private static int PortOf(Uri address, int otherwise) => address.Port > 0 ? address.Port : otherwise;

    // Null where one of them is none that is known.
    private static Dictionary<string, string>? ParametersOf(Uri address)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            var value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
            if (!s_parameters.Contains(pair[0], StringComparer.Ordinal) || value.Length == 0 || (pair[0] == SslMode && !s_sslModes.Contains(value, StringComparer.Ordinal)))
            {
                return null;
            }

            found[pair[0]] = value;
        }

        return found;
    }

    private static string WithoutPassword(string text) => text.LastIndexOf('@') is >= 0 and var at ? text[(at + 1)..] : text;
}
