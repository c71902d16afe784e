namespace AccessUndenied.Aws.Events;

/// <summary>What one value of the input is.</summary>
internal enum ScanOutcome
{
    /// <summary>A record of a request that succeeded.</summary>
    Succeeded,

    /// <summary>A record of a request that failed for another reason than a policy.</summary>
    OtherError,

    /// <summary>A record of a denied request.</summary>
    Denied,

    /// <summary>A record that is no JSON object, or breaks off inside.</summary>
    Unreadable,

    /// <summary>Well-formed, but no record of CloudTrail.</summary>
    Foreign,

    /// <summary>A digest file.</summary>
    Digest,
}
