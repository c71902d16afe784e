using System.Diagnostics;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>Calls of a cluster that may be made again, and are while it or its store is away for a moment.</summary>
internal static class PatientCalls
{
    // Long enough for a store that is started anew, and for workers that are.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="CommandFailedException">The call itself says so, or the cluster is away for longer.</exception>
    public static async Task<T> MakeAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (IsOfTheMoment(exception))
            {
                if (Stopwatch.GetElapsedTime(since) > s_longest)
                {
                    throw new CommandFailedException(ClusterMessages.NoAnswer(exception.Message), exception);
                }

                await Task.Delay(s_pause, cancellationToken);
            }
        }
    }

    // What lies in the files or in what was asked for is the same a moment later.
    private static bool IsOfTheMoment(Exception exception) =>
        exception is not (CommandFailedException or FormatException or OperationCanceledException or UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException);
}
