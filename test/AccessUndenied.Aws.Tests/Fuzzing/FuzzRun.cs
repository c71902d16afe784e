using System.Text;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Gives spoilt inputs to a target, and watches what each takes.</summary>
internal sealed class FuzzRun
{
    // Readers have tables and buffers of their own; beyond these an input costs out of proportion.
    private const long BytesAnyway = 192 << 20;
    private const long BytesForEach = 20_000;

    private readonly FuzzTarget _target;
    private readonly IReadOnlyList<Seed> _seeds;
    private readonly InputMutations _mutations;

    public FuzzRun(FuzzTarget target, int seed)
    {
        _target = target;
        _seeds = target.Seeds();
        _mutations = new(seed);
    }

    public FuzzTarget Target => _target;

    /// <summary>Inputs that were given.</summary>
    public long Inputs { get; private set; }

    /// <summary>The most that an input took of memory, in bytes, whether or not it was given back.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>What is being read now; for those who watch whether it ends.</summary>
    public byte[] Current { get; private set; } = [];

    /// <summary>Gives one input.</summary>
    /// <exception cref="AssertionException">A law is broken; the message has the input.</exception>
    public void Next()
    {
        var (name, bytes) = _mutations.Next(_seeds);
        Current = bytes;
        Inputs++;
        Check(_target, name, bytes, out var allocated);
        MostAllocated = Math.Max(MostAllocated, allocated);
    }

    /// <summary>Makes the next input, and gives it to nobody.</summary>
    public void PassOver() => _mutations.Next(_seeds);

    /// <summary>Gives the input <paramref name="bytes"/>.</summary>
    /// <exception cref="AssertionException">A law is broken; the message has the input.</exception>
    public static void Check(FuzzTarget target, string name, byte[] bytes, out long allocated)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Check(name, bytes);
        }
        catch (Exception exception)
        {
            throw new AssertionException($"{target.Name}, {name}: {exception.GetType().Name}: {exception.Message}\n{Show(bytes)}", exception);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > BytesAnyway + (BytesForEach * bytes.Length))
        {
            throw new AssertionException($"{target.Name}, {name}: {allocated} bytes of memory for {bytes.Length} bytes of input\n{Show(bytes)}");
        }
    }

    private static string Show(byte[] bytes) =>
        $"base64: {Convert.ToBase64String(bytes, 0, Math.Min(bytes.Length, 4000))}\n{Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 1000))}";
}
