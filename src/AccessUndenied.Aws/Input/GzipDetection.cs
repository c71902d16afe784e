namespace AccessUndenied.Aws.Input;

/// <summary>Unpacks a stream whose content is gzip, and leaves any other as it is.</summary>
internal static class GzipDetection
{
    /// <summary>The content of <paramref name="input"/>; disposing it leaves <paramref name="input"/> open.</summary>
    public static async ValueTask<Stream> OpenAsync(Stream input, CancellationToken cancellationToken)
    {
        var start = new byte[2];
        var count = await input.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var whole = new ResumedStream(start.AsMemory(0, count), input);
        return start is [0x1F, 0x8B] ? new WholeGzipStream(whole) : whole;
    }
}
