using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>The tables of a cluster in PostgreSQL, and the queries by which Orleans finds its way about them. They are made once, by whoever comes first.</summary>
internal static class PostgresSchema
{
    /// <summary>The schema in which they lie, so that nothing else in the database is touched.</summary>
    public const string Name = "access_undenied";

    private const string Resource = "PostgresSchema.sql";

    // The bytes of "AUpr", as other files of the program begin: two that come first at once make them one after the other.
    private const long Turn = 0x41557072;

    private static readonly string s_script = Read();
    private static readonly string s_version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(s_script)));

    /// <exception cref="PostgresException">They are not there, and this user may not make them.</exception>
    public static async Task PrepareAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (await IsThereAsync(connection, cancellationToken))
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({Turn})", cancellationToken);
        if (!await IsThereAsync(connection, cancellationToken))
        {
            await RunAsync(connection, s_script, cancellationToken);
            await using var note = new NpgsqlCommand("INSERT INTO schema_version (version) VALUES ($1)", connection) { Parameters = { new() { Value = s_version } } };
            await note.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var isMade = new NpgsqlCommand($"SELECT to_regclass('{Name}.schema_version') IS NOT NULL", connection);
        if (await isMade.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return false;
        }

        await using var isThis = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM schema_version WHERE version = $1)", connection) { Parameters = { new() { Value = s_version } } };
        return await isThis.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Read()
    {
        using var content = typeof(PostgresSchema).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(content);
        return reader.ReadToEnd();
    }
}
