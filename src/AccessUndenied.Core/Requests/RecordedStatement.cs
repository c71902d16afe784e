namespace AccessUndenied.Requests;

/// <summary>A statement that matched, as the provider recorded it.</summary>
public sealed class RecordedStatement(PolicyLayer? layer, string policy, string? sid, bool? denies)
{
    /// <summary>The kind of its policy; null where the record does not tell, or in words that are not known here.</summary>
    public PolicyLayer? Layer { get; } = layer;

    /// <summary>The policy's identifier in the record: an ARN, or a name that nothing else knows.</summary>
    public string Policy { get; } = policy;

    /// <summary>The statement's id, which the provider may have made up; null where it has none.</summary>
    public string? Sid { get; } = sid;

    /// <summary>Whether it denies rather than allows; null where the record does not tell.</summary>
    public bool? Denies { get; } = denies;
}
