namespace AccessUndenied.Requests;

/// <summary>What the provider decided of a request.</summary>
public enum RecordedEffect
{
    /// <summary>The policies allow it.</summary>
    Allowed,

    /// <summary>A statement denies it.</summary>
    ExplicitDeny,

    /// <summary>No statement allows it.</summary>
    ImplicitDeny,
}
