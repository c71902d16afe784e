using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Requests.Sessions;

namespace AccessUndenied.Cli.Checkpoints;

/// <remarks>With the calls that made sessions, which a later run does not meet in the files that it reads.</remarks>
internal sealed partial class SqliteCheckpoint : ISessionStore
{
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> LoadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var call in await Guarded(TakeSessions))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return call;
        }
    }

    // What was kept of objects stays, whatever becomes of this.
    public ValueTask SaveAsync(IEnumerable<ReadOnlyMemory<byte>> calls, CancellationToken cancellationToken) => Guarded(() =>
    {
        Commit();
        Run("DELETE FROM sessions");
        using var add = Command(_writes, "INSERT INTO sessions (content) VALUES ($content)", "$content");
        add.Transaction = _transaction;
        foreach (var call in calls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Set(add, call.ToArray());
            add.ExecuteNonQuery();
        }

        Commit();
    });

    private List<byte[]> TakeSessions()
    {
        lock (_reading)
        {
            using var command = Command(_reads, "SELECT content FROM sessions");
            using var rows = command.ExecuteReader();
            var found = new List<byte[]>();
            while (rows.Read())
            {
                found.Add(rows.GetFieldValue<byte[]>(0));
            }

            return found;
        }
    }
}
