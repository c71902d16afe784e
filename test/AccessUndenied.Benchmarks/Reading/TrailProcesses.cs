using System.Diagnostics;
using System.Globalization;
using AccessUndenied.Benchmarks.Processes;

namespace AccessUndenied.Benchmarks.Reading;

/// <summary>Reading a trail of gzipped files as whole processes, in turns: bare, from a folder and from a bucket on loopback: <c>trails [files] [rounds]</c>.</summary>
/// <remarks>Each process uses all cores. Its start is a part of what it took; the folder's own reading has it as the bare one has.</remarks>
internal static class TrailProcesses
{
    internal const long BytesOfFile = 1_770_000;

    private static readonly string[] s_kinds = ["packed", "folder", "bucket"];

    internal static void Run(string[] args)
    {
        var files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("access-undenied-trails-").FullName;
        try
        {
            TrailRatio.Write(folder, files, BytesOfFile);
            using var server = Serve(folder);
            var url = server.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
            try
            {
                Compare(folder, url, files, rounds);
            }
            finally
            {
                server.Kill();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string folder, string url, int files, int rounds)
    {
        var runs = s_kinds.ToDictionary(kind => kind, _ => new List<MeasuredProcess>(), StringComparer.Ordinal);
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var kind in s_kinds)
            {
                var run = MeasuredProcess.Run(Environment.ProcessPath!, Self("bare", kind, kind == "bucket" ? url : folder));
                Print($"round {round}, {kind}: processor {run.Processor.TotalSeconds:F2} s, clock {run.Wall.TotalSeconds:F2} s, {run.PeakBytes / 1e6:F0} MB; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");

                // The first round fills the caches and does not count.
                if (round > 0)
                {
                    runs[kind].Add(run);
                }
            }
        }

        var bare = MeasuredProcess.Middle(runs["packed"]);
        foreach (var kind in s_kinds)
        {
            var run = MeasuredProcess.Middle(runs[kind]);
            Print($"{files} files, {kind}: processor {run.Processor.TotalSeconds:F2} s, {bare.Processor / run.Processor:F2} of bare; clock {run.Wall.TotalSeconds:F2} s, {bare.Wall / run.Wall:F2} of bare; {run.PeakBytes / 1e6:F0} MB");
        }
    }

    private static Process Serve(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in Self("bare", "serve", folder))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    // Under the host of .NET the program is its first argument.
    internal static string[] Self(params string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(TrailProcesses).Assembly.Location, .. arguments] : arguments;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
