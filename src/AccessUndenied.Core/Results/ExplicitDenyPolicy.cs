namespace AccessUndenied.Results;

/// <summary>A statement that denies.</summary>
public sealed class ExplicitDenyPolicy
{
    internal ExplicitDenyPolicy(string? policyId, string? policyName, string? attachmentTarget, string? statementJson)
    {
        PolicyId = policyId;
        PolicyName = policyName;
        AttachmentTarget = attachmentTarget;
        StatementJson = statementJson;
    }

    /// <summary>The policy's identifier; null when it has none.</summary>
    public string? PolicyId { get; }

    /// <summary>The policy's name; null when it has none.</summary>
    public string? PolicyName { get; }

    /// <summary>What the policy is attached to; null when that is not known.</summary>
    public string? AttachmentTarget { get; }

    /// <summary>The statement as its policy has it; null where only the error text tells of the policy.</summary>
    public string? StatementJson { get; }
}
