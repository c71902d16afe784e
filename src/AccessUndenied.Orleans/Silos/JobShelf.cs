using System.Security.Cryptography;
using AccessUndenied.Orleans.Jobs;
using Microsoft.Extensions.Options;
using Orleans;

namespace AccessUndenied.Orleans.Silos;

/// <summary>The jobs on which this silo works, with their policies, each opened once.</summary>
internal sealed class JobShelf : IAsyncDisposable
{
    // The policies of a job may be large.
    private const int MostJobs = 4;

    private readonly IGrainFactory _grains;
    private readonly Lazy<string> _folder;
    private readonly bool _isOwn;
    private readonly LinkedList<(string Id, Task<JobWork?> Work)> _jobs = new();

    public JobShelf(IGrainFactory grains, IOptions<ClusterWorkOptions> options)
    {
        _grains = grains;
        _isOwn = options.Value.Folder is null;
        _folder = new(() => options.Value.Folder is { } given ? Directory.CreateDirectory(given).FullName : Directory.CreateTempSubdirectory("access-undenied-").FullName);
    }

    /// <summary>The work of a job; null where it is of a later version than this worker knows.</summary>
    public Task<JobWork?> FindAsync(string job)
    {
        lock (_jobs)
        {
            for (var node = _jobs.First; node is not null; node = node.Next)
            {
                if (node.Value.Id == job)
                {
                    _jobs.Remove(node);

                    // What failed is tried anew.
                    var work = node.Value.Work.IsFaulted ? OpenAsync(job) : node.Value.Work;
                    _jobs.AddFirst((job, work));
                    return work;
                }
            }

            _jobs.AddFirst((job, OpenAsync(job)));

            // What others still work with is left to them, and to the collector.
            while (_jobs.Count > MostJobs)
            {
                _jobs.RemoveLast();
            }

            return _jobs.First!.Value.Work;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, work) in _jobs)
        {
            if (work.IsCompletedSuccessfully && await work.ConfigureAwait(false) is { } open)
            {
                await open.DisposeAsync().ConfigureAwait(false);
            }
        }

        if (_isOwn && _folder.IsValueCreated)
        {
            Directory.Delete(_folder.Value, recursive: true);
        }
    }

    private Task<JobWork?> OpenAsync(string job) => Task.Run(async () =>
    {
        var spec = await _grains.GetGrain<IJobGrain>(job).SpecAsync().ConfigureAwait(false) is { } content ? JobSpec.Read(content) : throw new FormatException(JobMessages.NoSuchJob(job));
        if (spec.Version > JobSpec.CurrentVersion)
        {
            return null;
        }

        foreach (var file in spec.Files)
        {
            await FetchAsync(file).ConfigureAwait(false);
        }

        return JobWork.Open(spec, PathOf);
    });

    private async Task FetchAsync(JobFile file)
    {
        var path = PathOf(file);
        if (File.Exists(path))
        {
            return;
        }

        var part = $"{path}.{Guid.NewGuid():N}";
        var content = await ClusterFiles.FetchAsync(_grains, file).ConfigureAwait(false);
        if (Convert.ToHexString(SHA256.HashData(content)) is var hash && !hash.Equals(file.Hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException(JobMessages.NoFile(file));
        }

        await File.WriteAllBytesAsync(part, content).ConfigureAwait(false);
        File.Move(part, path, overwrite: true);
    }

    // A hash comes from a job that somebody submitted: nothing of it names another folder.
    private string PathOf(JobFile file) =>
        Path.Combine(_folder.Value, file.Hash.Length == 2 * SHA256.HashSizeInBytes && file.Hash.All(char.IsAsciiHexDigit) ? file.Hash : throw new FormatException(JobMessages.NoFile(file)));
}
