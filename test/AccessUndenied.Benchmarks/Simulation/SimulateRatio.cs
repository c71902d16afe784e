using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;

namespace AccessUndenied.Benchmarks.Simulation;

/// <summary>Compares <c>simulate</c> over a file with a bare pass of <see cref="Utf8JsonReader"/> over the same file on the same processors.</summary>
/// <remarks>Arguments: <c>--lines N</c>, <c>--distinct N</c> (0: no document repeats), <c>--rounds N</c>, <c>--file F</c> (an existing file).</remarks>
public static class SimulateRatio
{
    private const int BlockBytes = 256 << 10;

    /// <summary>Runs both alternately and prints the times of each round and the ratio of the best ones.</summary>
    public static int Run(string[] args)
    {
        var lines = Number(args, "--lines", 20_000);
        var rounds = Number(args, "--rounds", 5);
        var given = Text(args, "--file");
        var path = given ?? Path.Combine(Path.GetTempPath(), $"simulate-ratio-{Environment.ProcessId}.jsonl");
        try
        {
            if (given is null)
            {
                RequestFile.Write(path, lines, Number(args, "--distinct", 500));
            }

            Compare(path, rounds);
        }
        finally
        {
            if (given is null)
            {
                File.Delete(path);
            }
        }

        return 0;
    }

    private static void Compare(string path, int rounds)
    {
        var bytes = new FileInfo(path).Length;
        var requests = File.ReadLines(path).LongCount();
        Print($"{requests:N0} requests, {bytes / 1e6:N1} MB, {bytes / requests:N0} bytes a line, {Environment.ProcessorCount} processors");
        var bestBare = TimeSpan.MaxValue;
        var bestOurs = TimeSpan.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var start = Environment.CpuUsage.TotalTime;
            var bare = Time(() => BarePass(path));
            var bareProcessor = Environment.CpuUsage.TotalTime - start;
            var allocated = GC.GetTotalAllocatedBytes();
            var (young, full) = (GC.CollectionCount(0), GC.CollectionCount(2));
            start = Environment.CpuUsage.TotalTime;
            var ours = Time(() => Simulate(path));
            var processor = Environment.CpuUsage.TotalTime - start;
            allocated = GC.GetTotalAllocatedBytes() - allocated;
            bestBare = bare < bestBare ? bare : bestBare;
            bestOurs = ours < bestOurs ? ours : bestOurs;
            Print($"round {round + 1}: bare {Rate(bare, bytes)}, simulate {Rate(ours, bytes)}, {requests / ours.TotalSeconds:N0} requests/s, {allocated / requests:N0} B/request, {GC.CollectionCount(0) - young} collections, {GC.CollectionCount(2) - full} of them full, processor time {bareProcessor.TotalMicroseconds / requests:N1} and {processor.TotalMicroseconds / requests:N1} µs a request ({bareProcessor / processor:N2})");
        }

        Print($"best: simulate runs at {bestBare / bestOurs:N2} of the speed of the bare pass, {requests / bestOurs.TotalSeconds:N0} requests/s");
    }

    private static void Simulate(string path)
    {
        using var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        new BatchSimulation(new LocalSimulator()).RunAsync(input, Stream.Null).GetAwaiter().GetResult();
    }

    // The same split: blocks of whole lines, each read by one of as many threads as there are processors.
    private static void BarePass(string path)
    {
        using var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        var gate = new Lock();
        var rest = Array.Empty<byte>();
        var ended = false;
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            var buffer = new byte[BlockBytes * 2];
            while (true)
            {
                int length;
                lock (gate)
                {
                    if (ended)
                    {
                        return;
                    }

                    rest.CopyTo(buffer, 0);
                    var count = input.ReadAtLeast(buffer.AsSpan(rest.Length, BlockBytes), BlockBytes, throwOnEndOfStream: false);
                    ended = count < BlockBytes;
                    var filled = rest.Length + count;
                    length = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
                    rest = buffer[length..filled];
                }

                ReadLines(buffer.AsSpan(0, length));
            }
        });
    }

    private static void ReadLines(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            // Nothing but the reading is measured.
        }
    }

    private static TimeSpan Time(Action action)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    private static string Rate(TimeSpan time, long bytes) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N0} ms ({bytes / 1e6 / time.TotalSeconds:N0} MB/s)");

    private static int Number(string[] args, string name, int otherwise) =>
        Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string? Text(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static void Print(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
