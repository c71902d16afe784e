namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>One JSON value of a file, not read yet.</summary>
internal readonly record struct JsonSlice(SnapshotFile File, int Start, int Length)
{
    public ReadOnlyMemory<byte> Bytes => File.Utf8.Slice(Start, Length);

    public bool IsNull => Bytes.Span.SequenceEqual("null"u8);

    /// <summary>The file and the value's place in it, for messages.</summary>
    public string Place => File.PlaceOf(Start);
}
