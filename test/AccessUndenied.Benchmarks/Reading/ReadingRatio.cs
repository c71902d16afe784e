using System.Diagnostics;
using System.Globalization;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Benchmarks.Reading;

/// <summary>Reading CloudTrail against a bare JSON pass over the same bytes: <c>reading [megabytes] [rounds]</c>.</summary>
internal static class ReadingRatio
{
    internal static int Run(string[] args)
    {
        var megabytes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 256;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var path = Path.Combine(Path.GetTempPath(), $"access-undenied-reading-{Environment.ProcessId}.json");
        try
        {
            TrailFile.Write(path, megabytes * 1024L * 1024L);
            Compare(path, rounds);
        }
        finally
        {
            File.Delete(path);
        }

        return 0;
    }

    private static void Compare(string path, int rounds)
    {
        var size = new FileInfo(path).Length / 1024.0 / 1024.0;
        var bare = new List<double>();
        var ours = new List<double>();
        var summary = new ReadSummary();
        for (var round = 0; round <= rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            BareJsonPass.CountTokens(path);
            var bareTime = watch.Elapsed.TotalSeconds;
            watch.Restart();
            summary = new ReadSummary();
            Read(path, summary).GetAwaiter().GetResult();
            var ourTime = watch.Elapsed.TotalSeconds;

            // The first round warms up.
            if (round > 0)
            {
                bare.Add(bareTime);
                ours.Add(ourTime);
            }

            Console.WriteLine($"round {round}: bare {bareTime:F3} s, CloudTrailReader {ourTime:F3} s, ratio {ourTime / bareTime:F2}");
        }

        bare.Sort();
        ours.Sort();
        var (b, o) = (bare[bare.Count / 2], ours[ours.Count / 2]);
        Console.WriteLine($"{size:F0} MB, {summary.Records} records, {summary.Denied} denied, {summary.Skipped} skipped, {summary.Bad} bad");
        Console.WriteLine($"median: bare {b:F3} s ({size / b:F0} MB/s), CloudTrailReader {o:F3} s ({size / o:F0} MB/s), ratio {o / b:F2}");
        Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1024.0 / 1024.0:F0} MB, managed heap {GC.GetTotalMemory(false) / 1024.0 / 1024.0:F1} MB");
    }

    private static async Task Read(string path, ReadSummary summary)
    {
        await foreach (var found in CloudTrailReader.ReadPathAsync(path, new CloudTrailReaderOptions(), summary))
        {
            if (found.Problem is not null)
            {
                throw new InvalidOperationException(found.Problem);
            }
        }
    }
}
