using System.Text.Json;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A run of a trail's files, which is read as a unit: of one account, region and day where their names tell, and of no more bytes than asked for.</summary>
/// <remarks>It holds the listing alone, and can be read by any process that reaches the files under the same names.</remarks>
public sealed class TrailPartition
{
    internal TrailPartition()
    {
    }

    /// <summary>Its number, counted from 0 in the order in which one process reads.</summary>
    public required int Number { get; init; }

    /// <summary>The name of its source.</summary>
    public required string Source { get; init; }

    /// <summary>The account whose logs it holds; null where names do not tell.</summary>
    public string? Account { get; internal init; }

    /// <summary>The region; null where names do not tell.</summary>
    public string? Region { get; internal init; }

    /// <summary>The day of delivery; null where names do not tell.</summary>
    public DateOnly? Day { get; internal init; }

    /// <summary>The bytes of its files, before unpacking.</summary>
    public long Bytes { get; internal init; }

    /// <summary>How many files it has.</summary>
    public int Objects => Listed.Count;

    /// <summary>Which of the sources it is of, counted from 0.</summary>
    internal int SourceNumber { get; init; }

    internal IReadOnlyList<PlannedObject> Listed { get; init; } = [];

    /// <summary>Reads what <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static TrailPartition Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content.Span, PartitionJson.Default.KeptPartition)?.ToPartition() ?? throw new FormatException(EventMessages.NoPartition);
        }
        catch (JsonException exception)
        {
            throw new FormatException(EventMessages.NoPartition, exception);
        }
    }

    /// <summary>The partition as bytes, for <see cref="Read"/>.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(KeptPartition.Of(this), PartitionJson.Default.KeptPartition);
}
