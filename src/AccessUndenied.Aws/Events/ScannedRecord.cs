namespace AccessUndenied.Aws.Events;

/// <summary>A record while it is scanned: its bytes, and what they tell before they are read.</summary>
internal readonly ref struct ScannedRecord
{
    private readonly ref readonly ScannedMembers _members;

    internal ScannedRecord(ReadOnlySpan<byte> bytes, in ScannedMembers members, ScanOutcome outcome)
    {
        Bytes = bytes;
        _members = ref members;
        Outcome = outcome;
    }

    /// <summary>All of it.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Whether it was denied, failed otherwise or succeeded.</summary>
    public ScanOutcome Outcome { get; }

    /// <summary>The member <c>eventSource</c> as it is written, escapes included; empty where it is no text.</summary>
    public ReadOnlySpan<byte> Service => Text(_members.EventSource);

    /// <summary>The same of <c>eventName</c>.</summary>
    public ReadOnlySpan<byte> Operation => Text(_members.EventName);

    /// <summary>The same of <c>eventTime</c>.</summary>
    public ReadOnlySpan<byte> Time => Text(_members.EventTime);

    /// <summary>The same of <c>awsRegion</c>.</summary>
    public ReadOnlySpan<byte> Region => Text(_members.AwsRegion);

    /// <summary>The same of <c>recipientAccountId</c>.</summary>
    public ReadOnlySpan<byte> Account => Text(_members.RecipientAccountId);

    /// <summary>Whether the operation is written in another way than plainly, so that it must be read to know it.</summary>
    public bool IsOddlyWritten => Service.Contains((byte)'\\') || Operation.Contains((byte)'\\');

    private ReadOnlySpan<byte> Text(JsonToken token) => token.IsText ? Bytes.Slice(token.Start + 1, token.Length - 2) : default;
}
