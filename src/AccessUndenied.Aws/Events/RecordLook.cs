namespace AccessUndenied.Aws.Events;

/// <summary>Whether bytes that are no whole value have the look of a record.</summary>
internal static class RecordLook
{
    internal static bool Has(ReadOnlySpan<byte> held) =>
        held.IndexOf("eventVersion"u8) >= 0 || held.IndexOf("userIdentity"u8) >= 0 || held.IndexOf("eventSource"u8) >= 0 || held.IndexOf("eventID"u8) >= 0;
}
