using System.Globalization;
using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Cli.Output;
using Microsoft.Data.Sqlite;

namespace AccessUndenied.Cli.Checkpoints;

/// <summary>What was found in which object, in a file of SQLite.</summary>
/// <remarks>
/// Many objects share a transaction. An object is kept when its summary is there: what a process left behind without one is dropped when the file is opened again.
/// The file holds records as they are; nobody but its owner may read it.
/// </remarks>
internal sealed partial class SqliteCheckpoint : ITrailCheckpoint, IAsyncDisposable
{
    // "AUct" in ASCII, which is 0x41556374; other programs' files are left alone.
    private const int ApplicationId = 0x41556374;
    private const int Version = 1;
    private const int FindingsAtOnce = 256;
    private const int ObjectsOfTransaction = 64;
    private const int BytesOfTransaction = 4 << 20;

    private readonly string _path;
    private readonly SqliteConnection _reads;
    private readonly SqliteConnection _writes;
    private readonly Lock _reading = new();
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _take;
    private readonly SqliteCommand _add;
    private SqliteTransaction? _transaction;
    private long _object;
    private long _number;
    private int _objects;
    private long _bytes;

    private SqliteCheckpoint(string path, SqliteConnection reads, SqliteConnection writes)
    {
        _path = path;
        _reads = reads;
        _writes = writes;
        _find = Command(reads, "SELECT id, summary FROM objects WHERE name = $name AND length = $length AND stamp = $stamp AND summary IS NOT NULL", "$name", "$length", "$stamp");
        _take = Command(
            reads,
            string.Create(CultureInfo.InvariantCulture, $"SELECT content FROM findings WHERE object = $object AND number >= $number ORDER BY number LIMIT {FindingsAtOnce}"),
            "$object",
            "$number");
        _add = Command(writes, "INSERT INTO findings (object, number, content) VALUES ($object, $number, $content)", "$object", "$number", "$content");
    }

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="CommandFailedException">It is something else, or in use, or cannot be written to.</exception>
    public static SqliteCheckpoint Open(string path)
    {
        SqliteConnection? reads = null;
        SqliteConnection? writes = null;
        try
        {
            CheckpointFile.Make(path);
            writes = Connect(path);
            Prepare(writes, path);
            CheckpointFile.MakePrivate(path);
            reads = Connect(path);
            return new(path, reads, writes);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or CommandFailedException)
        {
            reads?.Dispose();
            writes?.Dispose();
            throw exception as CommandFailedException ?? Fault(path, exception);
        }
    }

    public ValueTask<KeptObject?> FindAsync(TrailObject source, CancellationToken cancellationToken) => Guarded<KeptObject?>(() =>
    {
        lock (_reading)
        {
            Set(_find, source.Name, source.Length ?? -1, source.Stamp!);
            using var row = _find.ExecuteReader();
            return row.Read() ? new(row.GetFieldValue<byte[]>(1), FindingsAsync(row.GetInt64(0), CancellationToken.None)) : null;
        }
    });

    public ValueTask BeginAsync(TrailObject source, CancellationToken cancellationToken) => Guarded(() =>
    {
        _transaction ??= _writes.BeginTransaction();
        Run("DELETE FROM findings WHERE object IN (SELECT id FROM objects WHERE name = $name)", ("$name", source.Name));
        Run("DELETE FROM objects WHERE name = $name", ("$name", source.Name));
        Run("INSERT INTO objects (name, length, stamp) VALUES ($name, $length, $stamp)", ("$name", source.Name), ("$length", source.Length ?? -1), ("$stamp", source.Stamp!));
        _object = (long)Scalar(_writes, "SELECT last_insert_rowid()")!;
        _number = 0;
    });

    public ValueTask AddAsync(ReadOnlyMemory<byte> finding, CancellationToken cancellationToken) => Guarded(() =>
    {
        _transaction ??= _writes.BeginTransaction();
        _add.Transaction = _transaction;
        Set(_add, _object, _number++, finding.ToArray());
        _add.ExecuteNonQuery();
        _bytes += finding.Length;
        if (_bytes >= BytesOfTransaction)
        {
            Commit();
        }
    });

    public ValueTask CompleteAsync(ReadOnlyMemory<byte> summary, CancellationToken cancellationToken) => Guarded(() =>
    {
        Run("UPDATE objects SET summary = $summary WHERE id = $id", ("$summary", summary.ToArray()), ("$id", _object));
        _objects++;
        if (_objects >= ObjectsOfTransaction)
        {
            Commit();
        }
    });

    public ValueTask DisposeAsync()
    {
        try
        {
            Commit();
        }
        catch (SqliteException)
        {
            // What is not kept is read again.
        }

        _find.Dispose();
        _take.Dispose();
        _add.Dispose();
        _reads.Dispose();
        _writes.Dispose();
        return ValueTask.CompletedTask;
    }

    // A few at a time, so that nothing is held open while results are written.
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> FindingsAsync(long id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        for (var found = new List<byte[]>(); ; number += found.Count)
        {
            found = await Guarded(() => Take(id, number));
            foreach (var finding in found)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return finding;
            }

            if (found.Count < FindingsAtOnce)
            {
                yield break;
            }
        }
    }

    private List<byte[]> Take(long id, long number)
    {
        lock (_reading)
        {
            Set(_take, id, number);
            using var rows = _take.ExecuteReader();
            var found = new List<byte[]>();
            while (rows.Read())
            {
                found.Add(rows.GetFieldValue<byte[]>(0));
            }

            return found;
        }
    }

    private void Commit()
    {
        _transaction?.Commit();
        _transaction?.Dispose();
        (_transaction, _objects, _bytes) = (null, 0, 0);
    }

    private void Run(string text, params ReadOnlySpan<(string Name, object Value)> values)
    {
        _transaction ??= _writes.BeginTransaction();
        using var command = _writes.CreateCommand();
        command.CommandText = text;
        command.Transaction = _transaction;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    private ValueTask Guarded(Action work) => new(Guarded(() =>
    {
        work();
        return true;
    }).AsTask());

    private ValueTask<T> Guarded<T>(Func<T> work)
    {
        try
        {
            return new(work());
        }
        catch (Exception exception) when (exception is SqliteException or InvalidCastException)
        {
            throw Fault(_path, exception);
        }
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        var id = (long)Scalar(connection, "PRAGMA application_id")!;
        var isNew = id == 0 && (long)Scalar(connection, "SELECT count(*) FROM sqlite_master")! == 0;
        if (!isNew && (id != ApplicationId || (long)Scalar(connection, "PRAGMA user_version")! != Version))
        {
            throw new CommandFailedException(CommandMessages.NoCheckpoint(path));
        }

        // A process that is killed loses nothing that was committed.
        Scalar(connection, "PRAGMA journal_mode = WAL");
        Scalar(connection, "PRAGMA synchronous = NORMAL");
        Scalar(connection, string.Create(CultureInfo.InvariantCulture, $"""
            BEGIN IMMEDIATE;
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {Version};
            CREATE TABLE IF NOT EXISTS objects (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, length INTEGER NOT NULL, stamp TEXT NOT NULL, summary BLOB);
            CREATE TABLE IF NOT EXISTS findings (object INTEGER NOT NULL, number INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (object, number)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS sessions (content BLOB NOT NULL);
            DELETE FROM findings WHERE object IN (SELECT id FROM objects WHERE summary IS NULL);
            DELETE FROM objects WHERE summary IS NULL;
            COMMIT;
            """));
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }

    private static object? Scalar(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }

    private static CommandFailedException Fault(string path, Exception exception) => new(
        exception is InvalidCastException or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT }
            ? CommandMessages.NoCheckpoint(path)
            : exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED }
                ? CommandMessages.CheckpointInUse(path)
                : CommandMessages.CannotWrite(path, exception),
        exception);
}
