using System.Diagnostics;
using System.Globalization;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>A worker.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private readonly int _id;

    private WorkerProcess(Process process) => (_process, _id) = (process, process.Id);

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts one, and waits until it has joined.</summary>
    public static Task<WorkerProcess> StartAsync(string store, params string[] options) => StartAsync(new Dictionary<string, string>(), store, options);

    /// <summary>The same, with variables of the environment.</summary>
    public static async Task<WorkerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, string store, params string[] options) =>
        await TryStartAsync(environment, store, options) ?? throw new InvalidOperationException("the worker ended before it had joined");

    /// <summary>The same; null where it ended before.</summary>
    public static async Task<WorkerProcess?> TryStartAsync(IReadOnlyDictionary<string, string> environment, string store, params string[] options)
    {
        var process = ProgramProcess.StartCluster(["worker", "--cluster", store, "--concurrency", "1", "--lease-seconds", "2", "--grace-seconds", "5", .. options], environment);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("joined the cluster", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process);
            }
        }

        process.Dispose();
        return null;
    }

    /// <summary>Ends it without a word.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends it a signal, such as STOP.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end; gives its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
