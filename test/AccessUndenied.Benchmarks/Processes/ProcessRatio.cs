using System.Globalization;

namespace AccessUndenied.Benchmarks.Processes;

/// <summary>Whole processes of the command, from their start to their end, in turns with a bare reading of the same bytes.</summary>
/// <remarks>
/// Arguments: programs as <c>NAME=PATH</c> (without one, those that <c>build/publish.sh</c> has put into <c>artifacts/publish</c>), names of rows, and
/// <c>--rounds N</c>, <c>--percent N</c> of the sizes, <c>--folder F</c> for the inputs.
/// </remarks>
internal static class ProcessRatio
{
    public static void Run(string[] args)
    {
        var rounds = Number(args, "--rounds", 5);
        var folder = Option(args, "--folder") ?? Path.Combine(Path.GetTempPath(), "access-undenied-processes");
        var inputs = new ProcessInputs(folder, Number(args, "--percent", 100));
        var programs = Programs(args);
        var names = args.Where(ProcessRow.Names.Contains).ToList();
        Print(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, the middle of {rounds} rounds in turns; inputs in {folder}"));
        foreach (var name in names.Count > 0 ? names : ProcessRow.Names)
        {
            Compare(ProcessRow.Of(name, inputs), programs, rounds);
        }
    }

    private static void Compare(ProcessRow row, IReadOnlyList<(string Name, string Path)> programs, int rounds)
    {
        var bare = new List<MeasuredProcess>();
        var starts = new List<MeasuredProcess>();
        var runs = programs.Select(_ => new List<MeasuredProcess>()).ToList();

        // The first round fills the caches and does not count.
        for (var round = 0; round <= rounds; round++)
        {
            var keep = round > 0;
            Measure(starts, keep, Environment.ProcessPath!, Self("start"));
            Measure(bare, keep, Environment.ProcessPath!, Self(row.Yardstick, row.Input));
            for (var i = 0; i < programs.Count; i++)
            {
                Measure(runs[i], keep, programs[i].Path, row.Arguments);
            }
        }

        var bytes = new FileInfo(row.Input).Length;
        var start = MeasuredProcess.Middle(starts).Processor;
        var yardstick = MeasuredProcess.Middle(bare);
        var net = yardstick.Processor - start;
        Print(string.Create(CultureInfo.InvariantCulture, $"{row.Name}: {bytes / 1e6:N1} MB"));
        Print(string.Create(CultureInfo.InvariantCulture,
            $"  {"bare " + row.Yardstick,-14} wall {yardstick.Wall.TotalSeconds,7:F3} s, processor {yardstick.Processor.TotalSeconds,7:F3} s ({net.TotalSeconds:F3} without its start), {yardstick.PeakBytes / 1e6,6:F0} MB"));
        for (var i = 0; i < programs.Count; i++)
        {
            var run = MeasuredProcess.Middle(runs[i]);
            var rate = row.Items == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
                $"; {row.Items / run.Wall.TotalSeconds:N0} a second, {row.Items / run.Processor.TotalSeconds:N0} a processor second, {net / run.Processor:F3} of a core's bare pass by processor, {net / run.Wall:F3} by the clock");
            var cost = row.Items > 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {run.Processor / yardstick.Processor:F2} times the yardstick, memory {(double)run.PeakBytes / bytes:F2} times the file");
            Print(string.Create(CultureInfo.InvariantCulture,
                $"  {programs[i].Name,-14} wall {run.Wall.TotalSeconds,7:F3} s, processor {run.Processor.TotalSeconds,7:F3} s, {run.PeakBytes / 1e6,6:F0} MB{rate}{cost}"));
        }
    }

    private static void Measure(List<MeasuredProcess> runs, bool keep, string program, string[] arguments)
    {
        var run = MeasuredProcess.Run(program, arguments);
        if (keep)
        {
            runs.Add(run);
        }
    }

    // A program that the muxer started is told by its library.
    private static string[] Self(params string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ProcessRatio).Assembly.Location, "bare", .. arguments] : ["bare", .. arguments];

    private static List<(string Name, string Path)> Programs(string[] args)
    {
        var given = args.Where(argument => argument.Contains('=', StringComparison.Ordinal))
            .Select(argument => (argument[..argument.IndexOf('=', StringComparison.Ordinal)], Path.GetFullPath(argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..]))).ToList();
        if (given.Count > 0)
        {
            return given;
        }

        var folder = Path.GetFullPath("artifacts/publish");
        var published = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        var programs = published.Select(found => (Path.GetFileName(found), Path.Combine(found, "access-undenied"))).Where(program => File.Exists(program.Item2)).ToList();
        return programs.Count > 0 ? programs : throw new ArgumentException("Name a program as NAME=PATH, or publish one with build/publish.sh.");
    }

    private static int Number(string[] args, string option, int otherwise) => Option(args, option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string? Option(string[] args, string option)
    {
        var at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static void Print(string line) => Console.WriteLine(line);
}
