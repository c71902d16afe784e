using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AccessUndenied.Benchmarks.Processes;

/// <summary>What one whole process took: the clock, its processor time, the most memory it held.</summary>
/// <remarks>
/// Only for Linux. Processor time is what the system counts for the process when it has ended; memory is the high water mark of its own pages,
/// looked at each millisecond.
/// </remarks>
internal readonly record struct MeasuredProcess(TimeSpan Wall, TimeSpan Processor, long PeakBytes)
{
    private const int NoHang = 1;

    /// <summary>Starts <paramref name="program"/>, without a shell's own share, and waits for its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="output">Where its output goes; null throws it away.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal static MeasuredProcess Run(string program, IReadOnlyList<string> arguments, string? output = null)
    {
        var start = Stopwatch.GetTimestamp();

        // The shell opens the streams and becomes the program.
        var id = Spawn(["/bin/sh", "-c", "out=$1; shift; exec \"$@\" > \"$out\" 2> /dev/null < /dev/null", "sh", output ?? "/dev/null", program, .. arguments]);
        var peak = 0L;
        while (true)
        {
            var ended = Wait4(id, out var status, NoHang, out var usage);
            if (ended == id)
            {
                var wall = Stopwatch.GetElapsedTime(start);
                return status == 0
                    ? new(wall, usage.User.ToTimeSpan() + usage.System.ToTimeSpan(), peak)
                    : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with the status {status}.");
            }

            if (ended < 0)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }

            peak = Math.Max(peak, PeakOf(id));
            Thread.Sleep(1);
        }
    }

    /// <summary>The middle one of several by each measure.</summary>
    internal static MeasuredProcess Middle(IReadOnlyCollection<MeasuredProcess> runs) => new(
        Middle(runs.Select(run => run.Wall)), Middle(runs.Select(run => run.Processor)), Middle(runs.Select(run => run.PeakBytes)));

    private static T Middle<T>(IEnumerable<T> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static long PeakOf(int id)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{id}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    return long.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture) << 10;
                }
            }
        }
        catch (IOException)
        {
            // It has just ended.
        }

        return 0;
    }

    private static int Spawn(string[] arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}");
        var error = PosixSpawn(out var id, arguments[0], 0, 0, [.. arguments, null], [.. environment, null]);
        return error == 0 ? id : throw new Win32Exception(error);
    }

    [DllImport("libc", EntryPoint = "posix_spawn", CharSet = CharSet.Ansi)]
    private static extern int PosixSpawn(out int id, string path, nint actions, nint attributes, string?[] arguments, string?[] environment);

    [DllImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static extern int Wait4(int id, out int status, int options, out Usage usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct Usage
    {
        public TimeValue User;
        public TimeValue System;
        private unsafe fixed long _others[14];
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeValue
    {
        private readonly long _seconds;
        private readonly long _microseconds;

        public TimeSpan ToTimeSpan() => TimeSpan.FromSeconds(_seconds) + TimeSpan.FromMicroseconds(_microseconds);
    }
}
