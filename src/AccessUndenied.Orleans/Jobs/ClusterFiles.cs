using Orleans;
using Orleans.Concurrency;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>Sends files to a cluster, and fetches them: piece by piece, each kept once whatever jobs it goes with.</summary>
internal static class ClusterFiles
{
    private const int ChunkBytes = 1 << 20;

    public static async Task SendAsync(IGrainFactory grains, JobFile file, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkBytes];
        for (var i = 0; ; i++)
        {
            var length = await content.ReadAtLeastAsync(buffer, ChunkBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (length == 0)
            {
                return;
            }

            var chunk = grains.GetGrain<IChunkGrain>(GrainNames.OfChunk(file.Hash, i));
            if (!await chunk.HasAsync().WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                await chunk.PutAsync(new Immutable<byte[]>(buffer[..length])).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public static async Task<byte[]> FetchAsync(IGrainFactory grains, JobFile file)
    {
        using var content = new MemoryStream();
        for (var i = 0; content.Length < file.Length; i++)
        {
            if (await grains.GetGrain<IChunkGrain>(GrainNames.OfChunk(file.Hash, i)).GetAsync().ConfigureAwait(false) is not { } chunk)
            {
                break;
            }

            content.Write(chunk.Value);
        }

        return content.ToArray();
    }
}
