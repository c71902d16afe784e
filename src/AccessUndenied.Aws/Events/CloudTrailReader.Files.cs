using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Events;

/// <content>Files and folders.</content>
public static partial class CloudTrailReader
{
    private static async IAsyncEnumerable<CloudTrailEvent> ReadFileAsync(
        string path, CloudTrailReaderOptions options, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = await new TrailFile(path).OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closes = stream.ConfigureAwait(false);
        await foreach (var found in new InputReader(path, options, summary).ReadAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            yield return found;
        }
    }

    private static IAsyncEnumerable<CloudTrailEvent> ReadFolderAsync(
        string folder, CloudTrailReaderOptions options, ReadSummary summary, CancellationToken cancellationToken) =>
        new TrailReader(options) { MaxKnownEvents = 0 }.ReadAsync([TrailSource.OfPath(folder)], summary, cancellationToken);
}
