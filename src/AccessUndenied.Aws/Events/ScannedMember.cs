namespace AccessUndenied.Aws.Events;

/// <summary>The outermost members that tell what a value is.</summary>
internal enum ScannedMember
{
    /// <summary>A member that tells nothing.</summary>
    Other,

    EventId,
    EventVersion,
    UserIdentity,
    EventSource,
    EventName,
    ErrorCode,
    ErrorMessage,
    ResponseElements,

    /// <summary>A member of envelopes that holds a record, as an object or as a text.</summary>
    Wrapper,
    Digest,
    EventTime,
    AwsRegion,
    RecipientAccountId,

    /// <summary>Who sent an event of EventBridge.</summary>
    Sender,
}
