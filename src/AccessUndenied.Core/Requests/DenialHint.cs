using AccessUndenied.Events;

namespace AccessUndenied.Requests;

/// <summary>What the provider's own error text says of the refusal.</summary>
public sealed record DenialHint
{
    /// <summary>The text says nothing.</summary>
    public static DenialHint None { get; } = new();

    /// <summary>The kind of policy that the text blames; null when it names none.</summary>
    public PolicyLayer? Layer { get; init; }

    /// <summary>Whether the text speaks of an explicit deny (true) or of a missing allow (false); null when it tells neither.</summary>
    public bool? IsExplicitDeny { get; init; }

    /// <summary>The identifier of the policy that the text blames; null when it names none.</summary>
    public string? PolicyId { get; init; }

    /// <summary>Whether this is what the provider recorded as it decided, rather than what its error text says.</summary>
    public bool IsRecorded { get; internal init; }

    /// <summary>The name of the statement that denied, which the provider may have made up; null where it is not known.</summary>
    public string? Sid { get; internal init; }

    /// <summary>What refuses where that is no policy; null when it may be one.</summary>
    public ServiceRefusal? Refusal { get; init; }

    /// <summary>The request itself was not valid, which the service reported in the guise of a refusal.</summary>
    public bool IsInvalidRequest { get; init; }

    /// <summary>Whether the text was cut off, so that what is missing may have been said.</summary>
    public bool IsTruncated { get; init; }
}
