using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>The files that went with a job, as they were then, in a folder that this process alone reads and deletes at its end.</summary>
internal sealed class FetchedFiles : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("access-undenied-");
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    public static async Task<FetchedFiles> OfAsync(ClusterJobs jobs, JobSpec spec, CancellationToken cancellationToken)
    {
        var files = new FetchedFiles();
        foreach (var file in spec.Snapshots.Concat(spec.Changes).Concat(spec.ScpFile is { } organization ? [organization] : []))
        {
            var path = Path.Combine(files._folder.FullName, $"{files._paths.Count}-{Path.GetFileName(file.Name)}");
            await File.WriteAllBytesAsync(path, await PatientCalls.MakeAsync(() => jobs.FetchAsync(file), cancellationToken), cancellationToken);
            files._paths[file.Name] = path;
        }

        return files;
    }

    /// <summary>An argument of the command line, with the path that the file has now.</summary>
    public string Replace(string argument)
    {
        if (_paths.TryGetValue(argument, out var path))
        {
            return path;
        }

        var at = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return at > 0 && _paths.TryGetValue(argument[(at + 1)..], out path) ? argument[..(at + 1)] + path : argument;
    }

    /// <summary>The job with the paths that its files have now.</summary>
    public JobSpec In(JobSpec spec) => spec with
    {
        Snapshots = [.. spec.Snapshots.Select(Moved)],
        Changes = [.. spec.Changes.Select(Moved)],
        ScpFile = spec.ScpFile is { } organization ? Moved(organization) : null,
    };

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private JobFile Moved(JobFile file) => file with { Name = _paths[file.Name] };
}
