namespace AccessUndenied.Aws.Events;

/// <summary>As what a record is counted in a <see cref="ReadSummary"/>.</summary>
internal enum RecordKind
{
    /// <summary>A denied request.</summary>
    Denied,

    /// <summary>A record that cannot be used.</summary>
    Bad,

    /// <summary>A request that succeeded.</summary>
    Succeeded,

    /// <summary>A request that failed for another reason than a policy.</summary>
    OtherError,
}
