using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Tests.Events.Trails;

/// <summary>A source of the tests: objects by name, whose opening is watched.</summary>
internal sealed class ListedSource(params (string Name, Func<Stream> Open)[] objects) : TrailSource
{
    private int _open;

    public override string Name => "listed";

    /// <summary>How many objects were open at a time, at most.</summary>
    public int MostOpen { get; private set; }

    /// <summary>How often objects were opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Whether an object tells when it changes.</summary>
    public bool HasStamps { get; init; }

    public override async IAsyncEnumerable<TrailObject> ListAsync(TrailRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (name, open) in objects)
        {
            await Task.Yield();
            yield return new Listed(this, name, open);
        }
    }

    private sealed class Listed(ListedSource source, string name, Func<Stream> open) : TrailObject
    {
        public override string Name => name;

        public override long? Length => 1;

        public override string? Stamp => source.HasStamps ? "1" : null;

        public override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        {
            var count = Interlocked.Increment(ref source._open);
            lock (source)
            {
                source.Opened++;
                source.MostOpen = Math.Max(source.MostOpen, count);
            }

            await Task.Yield();
            return new Watched(open(), () => Interlocked.Decrement(ref source._open));
        }
    }

    private sealed class Watched(Stream inner, Action closed) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            closed();
            base.Dispose(disposing);
        }
    }
}
