using System.Text.Json;
using AccessUndenied.Aws.Policies;

namespace AccessUndenied.Samples.PullRequestGate;

/// <summary>Fails a pull request whose policies would deny a recorded request that is allowed, or allow one that is denied.</summary>
/// <remarks>
/// Arguments: the snapshot of what is in force, the folder of changed policies (see <see cref="PolicyChanges"/>), and the recorded requests in
/// the format of <c>simulate</c>. Prints annotations as GitHub Actions reads them.
/// </remarks>
public static class Gate
{
    /// <summary>Nothing changes for the recorded requests.</summary>
    public const int Passed = 0;

    /// <summary>Something does.</summary>
    public const int Failed = 1;

    /// <summary>The gate could not do its work.</summary>
    public const int Unusable = 2;

    /// <summary>Runs the gate; its result is the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken = default)
    {
        if (args is not [var snapshot, var folder, var requests])
        {
            await output.WriteLineAsync("Usage: PullRequestGate SNAPSHOT FOLDER-OF-CHANGED-POLICIES RECORDED-REQUESTS");
            return Unusable;
        }

        try
        {
            var changes = PolicyChanges.Read(folder);
            var before = await Replay.RunAsync(Snapshot.Open([snapshot]), requests, cancellationToken);
            var after = await Replay.RunAsync(changes.ApplyTo(snapshot), requests, cancellationToken);
            return await CompareAsync(before, after, changes, output);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or SnapshotFormatException or InvalidDataException)
        {
            await output.WriteLineAsync(Annotation.Error(exception.Message));
            return Unusable;
        }
    }

    private static async Task<int> CompareAsync(IReadOnlyList<ReplayAnswer> before, IReadOnlyList<ReplayAnswer> after, PolicyChanges changes, TextWriter output)
    {
        var failures = 0;
        foreach (var (was, becomes) in before.Zip(after))
        {
            if (was.Error is not null || becomes.Error is not null)
            {
                failures++;
                await output.WriteLineAsync(Annotation.Error($"{becomes.Id}: {becomes.Error ?? was.Error}"));
            }
            else if (was.IsAllowed != becomes.IsAllowed)
            {
                failures++;
                var text = becomes.IsAllowed
                    ? $"{becomes.Id} was denied ({was.Assessment}) and would be allowed."
                    : $"{becomes.Id} was allowed and would be denied: {becomes.Assessment ?? "it hangs on what is not known"}.";
                var (file, line) = changes.Find(becomes);
                await output.WriteLineAsync(Annotation.Error(text, file, line));
            }
        }

        await output.WriteLineAsync($"{before.Count} recorded requests, {failures} of them with another outcome.");
        return failures == 0 ? Passed : Failed;
    }
}
