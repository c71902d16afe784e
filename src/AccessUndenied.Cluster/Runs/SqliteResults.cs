using System.Globalization;
using AccessUndenied.Cli.Output;
using Microsoft.Data.Sqlite;

namespace AccessUndenied.Cluster.Runs;

/// <summary>The results of partitions, in a file of SQLite: a job that was stopped goes on where it was.</summary>
/// <remarks>The file holds records as they are; nobody but its owner may read it. Safe for use by several threads at once.</remarks>
internal sealed class SqliteResults : IDisposable
{
    // "AUpr" in ASCII, which is 0x41557072; other programs' files are left alone.
    private const int ApplicationId = 0x41557072;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();

    private SqliteResults(string path, SqliteConnection connection)
    {
        _path = path;
        _connection = connection;
    }

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="CommandFailedException">It is something else, or in use, or cannot be written to.</exception>
    public static SqliteResults Open(string path)
    {
        SqliteConnection? connection = null;
        try
        {
            MakePrivate(path);
            connection = new(new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), Pooling = false, DefaultTimeout = 1 }.ToString());
            connection.Open();
            Prepare(connection, path);
            return new(path, connection);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or CommandFailedException)
        {
            connection?.Dispose();
            throw exception as CommandFailedException ?? Fault(path, exception);
        }
    }

    public byte[]? Find(string job, int partition) => Guarded(() =>
    {
        using var command = Command("SELECT content FROM results WHERE job = $job AND partition = $partition", job, partition);
        return command.ExecuteScalar() as byte[];
    });

    public void Add(string job, int partition, byte[] content) => Guarded(() =>
    {
        using var command = Command("INSERT OR REPLACE INTO results (job, partition, content) VALUES ($job, $partition, $content)", job, partition);
        command.Parameters.AddWithValue("$content", content);
        return command.ExecuteNonQuery();
    });

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string text, string job, int partition)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$job", job);
        command.Parameters.AddWithValue("$partition", partition);
        return command;
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            lock (_lock)
            {
                return work();
            }
        }
        catch (SqliteException exception)
        {
            throw Fault(_path, exception);
        }
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        var id = (long)Scalar(connection, "PRAGMA application_id")!;
        if (id != ApplicationId && (id != 0 || (long)Scalar(connection, "SELECT count(*) FROM sqlite_master")! != 0))
        {
            throw new CommandFailedException(CommandMessages.NoCheckpoint(path));
        }

        // A process that is killed loses nothing that was committed.
        Scalar(connection, "PRAGMA journal_mode = WAL");
        Scalar(connection, "PRAGMA synchronous = NORMAL");
        Scalar(connection, string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA application_id = {ApplicationId};
            CREATE TABLE IF NOT EXISTS results (job TEXT NOT NULL, partition INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (job, partition)) WITHOUT ROWID;
            """));
    }

    private static object? Scalar(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }

    private static void MakePrivate(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    private static CommandFailedException Fault(string path, Exception exception) => new(
        exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT }
            ? CommandMessages.NoCheckpoint(path)
            : exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED }
                ? CommandMessages.CheckpointInUse(path)
                : CommandMessages.CannotWrite(path, exception),
        exception);
}
