namespace AccessUndenied.Aws.Events;

/// <summary>How <see cref="CloudTrailReader"/> reads.</summary>
public sealed class CloudTrailReaderOptions
{
    internal const int LeastRecordBytes = 1024;
    internal const int MostRecordBytes = 1 << 30;

    /// <summary>The name of a stream in origins and messages; a file is named by its path instead.</summary>
    /// <value>Default: <c>input</c>.</value>
    public string SourceName { get; set; } = "input";

    /// <summary>The size above which a record is passed over with a <c>Problem</c> instead of being held in memory.</summary>
    /// <value>Bytes, from 1,024 to 1,073,741,824; default 64 MiB. CloudTrail itself writes no record above 256 KB.</value>
    public int MaxRecordBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How much of an input is read, once it is unpacked; behind that the rest is one record with a <c>Problem</c>.</summary>
    /// <value>Bytes, at least 1; no limit by default. A service that takes inputs of others sets one: gzip makes a thousand bytes out of one.</value>
    public long MaxTextBytes { get; set; } = long.MaxValue;

    /// <summary>How much is asked of the stream at a time; the tests make it small.</summary>
    internal int BufferBytes { get; set; } = 256 * 1024;

    internal static void Validate(CloudTrailReaderOptions options)
    {
        if (options.MaxRecordBytes is < LeastRecordBytes or > MostRecordBytes)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.MaxRecordBytes, EventMessages.MaxRecordBytes(LeastRecordBytes, MostRecordBytes, options.MaxRecordBytes));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTextBytes, 1, nameof(options));
    }
}
