namespace AccessUndenied.Aws.Events;

/// <summary>Whether a record is wanted, by a look at its bytes.</summary>
internal delegate bool RecordFilter(ReadOnlySpan<byte> record);
