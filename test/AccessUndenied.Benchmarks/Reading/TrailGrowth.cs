using System.Globalization;
using AccessUndenied.Benchmarks.Processes;

namespace AccessUndenied.Benchmarks.Reading;

/// <summary>Reading folders of more and more gzipped files as processes, in turns with the bare one: <c>growth [millions of records]...</c>.</summary>
internal static class TrailGrowth
{
    private const int FilesOfMillion = 1000;

    internal static void Run(string[] args)
    {
        var millions = args.Length > 0 ? args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).ToArray() : [1, 10, 20];
        foreach (var count in millions)
        {
            var folder = Directory.CreateTempSubdirectory("access-undenied-growth-").FullName;
            try
            {
                TrailRatio.Write(folder, count * FilesOfMillion, TrailProcesses.BytesOfFile);
                Compare(folder, count);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void Compare(string folder, int millions)
    {
        var bare = Measure("packed", folder);
        var ours = Measure("folder", folder);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{millions} million records: processor {ours.Processor.TotalSeconds:F2} s, {bare.Processor / ours.Processor:F2} of bare; clock {ours.Wall.TotalSeconds:F2} s, {bare.Wall / ours.Wall:F2} of bare; {ours.PeakBytes / 1e6:F0} MB"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  a million: processor {ours.Processor.TotalSeconds / millions:F2} s, bare {bare.Processor.TotalSeconds / millions:F2} s; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"));
    }

    private static MeasuredProcess Measure(string kind, string folder) => MeasuredProcess.Run(Environment.ProcessPath!, TrailProcesses.Self("bare", kind, folder));
}
