namespace AccessUndenied.Results;

/// <summary>A policy that is missing.</summary>
public sealed class PolicyToAdd
{
    internal PolicyToAdd(string? attachmentTarget, string policyJson)
    {
        AttachmentTarget = attachmentTarget;
        PolicyJson = policyJson;
    }

    /// <summary>What it is to be attached to; null where nothing can be named.</summary>
    public string? AttachmentTarget { get; }

    /// <summary>The policy as JSON.</summary>
    public string PolicyJson { get; }
}
