using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Benchmarks.Reading;

/// <summary>Reading a folder of gzipped log files against bare unpacking and a bare JSON pass on all cores: <c>trail [files] [megabytes of text each] [rounds]</c>.</summary>
internal static class TrailRatio
{
    internal static async Task RunAsync(string[] args)
    {
        var files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        var megabytes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
        var folder = Directory.CreateTempSubdirectory("access-undenied-trail-").FullName;
        try
        {
            Write(folder, files, megabytes * 1024L * 1024L);
            await CompareAsync(folder, rounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, int rounds)
    {
        var bare = new List<double>();
        var ours = new List<double>();
        var summary = new ReadSummary();
        for (var round = 0; round <= rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var processor = Environment.CpuUsage.TotalTime;
            Parallel.ForEach(Directory.EnumerateFiles(folder), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, path => BareJsonPass.CountPackedTokens(path));
            var bareTime = watch.Elapsed.TotalSeconds;
            var bareProcessor = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            watch.Restart();
            processor = Environment.CpuUsage.TotalTime;
            summary = new ReadSummary();
            await foreach (var _ in new TrailReader(new()) { MaxKnownEvents = 0 }.ReadAsync([TrailSource.OfPath(folder)], summary))
            {
            }

            var ourTime = watch.Elapsed.TotalSeconds;
            var ourProcessor = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            if (round > 0)
            {
                bare.Add(bareTime);
                ours.Add(ourTime);
            }

            Console.WriteLine($"round {round}: bare {bareTime:F2} s, TrailReader {ourTime:F2} s, {bareTime / ourTime:F2} of the bare pass; processor time {bareProcessor:F2} and {ourProcessor:F2} s, {bareProcessor / ourProcessor:F2}");
        }

        bare.Sort();
        ours.Sort();
        var (b, o) = (bare[bare.Count / 2], ours[ours.Count / 2]);
        Console.WriteLine($"{summary.Files} files, {summary.Records} records, {summary.Denied} denied, {Environment.ProcessorCount} cores");
        Console.WriteLine($"median: bare {b:F2} s, TrailReader {o:F2} s ({summary.Records / o:F0} records/s), {b / o:F2} of the bare pass");
        Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1024.0 / 1024.0:F0} MB");
    }

    internal static void Write(string folder, int files, long size)
    {
        var plain = Path.Combine(folder, "plain");
        TrailFile.Write(plain, size);
        var packed = Path.Combine(folder, "0000.json.gz");
        using (var from = File.OpenRead(plain))
        using (var to = new GZipStream(File.Create(packed), CompressionLevel.Optimal))
        {
            from.CopyTo(to);
        }

        File.Delete(plain);
        for (var i = 1; i < files; i++)
        {
            File.Copy(packed, Path.Combine(folder, $"{i:D4}.json.gz"));
        }
    }
}
