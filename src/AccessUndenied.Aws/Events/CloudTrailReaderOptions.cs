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

    /// <summary>The forms that are read besides JSON.</summary>
    /// <value>In the order in which they are asked; none by default.</value>
    public IReadOnlyList<IEventFormat> Formats { get; set; } = [];

    /// <summary>Whether the records of requests that were not denied come out too, each where it stands; they are counted as before.</summary>
    /// <value>Default: false.</value>
    public bool AllRecords { get; set; }

    /// <summary>Which records come out, by a look at their bytes; null for all of them. A denied one that does not is counted as such.</summary>
    internal RecordFilter? Filter { get; set; }

    /// <summary>How much the files in archives, and what is packed otherwise, may come to together in one input; what goes beyond is a <c>Problem</c> and not read.</summary>
    /// <value>Bytes, at least 1; default 64 GiB.</value>
    public long MaxUnpackedBytes { get; set; } = 64L << 30;

    /// <summary>How often the input's own length may be unpacked, once it is more than a little.</summary>
    internal int MaxUnpackedRatio { get; set; } = 500;

    /// <summary>How much may be unpacked before that is asked.</summary>
    internal long LeastRatioBytes { get; set; } = 256 << 20;

    /// <summary>How many files archives may hold in one input, those in each other counted together.</summary>
    internal int MaxParts { get; set; } = 1_000_000;

    /// <summary>How much is asked of the stream at a time; the tests make it small.</summary>
    internal int BufferBytes { get; set; } = 256 * 1024;

    internal static void Validate(CloudTrailReaderOptions options)
    {
        if (options.MaxUnpackedBytes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxUnpackedBytes, EventMessages.MaxUnpackedBytes(options.MaxUnpackedBytes));
        }

        if (options.MaxRecordBytes is < LeastRecordBytes or > MostRecordBytes)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.MaxRecordBytes, EventMessages.MaxRecordBytes(LeastRecordBytes, MostRecordBytes, options.MaxRecordBytes));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTextBytes, 1, nameof(options));
    }
}
