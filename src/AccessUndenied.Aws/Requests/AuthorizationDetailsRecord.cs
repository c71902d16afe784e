using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What <c>GetRequestAuthorizationDetails</c> and <c>GetRequestAuthorizationPolicy</c> tell of one refused call.</summary>
/// <remarks>
/// The policies are those of the moment of the refusal, perhaps without actions of other services. An answer that lacks the other organization's side is normal.
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html">
/// IAM User Guide, "Troubleshoot access denied errors with an authorization ID"</see> (AID-05 to AID-09).
/// </remarks>
internal sealed partial record AuthorizationDetailsRecord
{
    /// <summary>What was decided, a pair of action and resource each.</summary>
    public required IReadOnlyList<RecordedEvaluation> Evaluations { get; init; }

    /// <summary>The condition keys of each of <see cref="Evaluations"/>, in their order.</summary>
    public required IReadOnlyList<IReadOnlyList<KeyValuePair<string, ContextValue>>> Contexts { get; init; }

    /// <summary>The policies that were looked at, with their texts where those were read.</summary>
    public required IReadOnlyList<RecordedPolicy> Policies { get; init; }

    /// <summary>Why some text of a policy is missing, a sentence; null where none is.</summary>
    public string? Why { get; init; }

    /// <summary>The permission that was missing for it; null where something else was in the way.</summary>
    public string? MissingPermission { get; init; }
}
