using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>One call that changed a policy which has a say in a request.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Actor">Who called.</param>
/// <param name="Action">What was called, such as <c>iam:DeleteRolePolicy</c>.</param>
/// <param name="EventId">The id of its record; null where it has none.</param>
/// <param name="Layer">The layer of the policy.</param>
/// <param name="Target">What carries the policy, or the policy itself where it stands for itself.</param>
/// <param name="PolicyName">The name or identifier of the policy; null where it has none.</param>
public sealed record RecordedChange(DateTimeOffset Time, string Actor, string Action, string? EventId, PolicyLayer Layer, string Target, string? PolicyName)
{
    /// <summary>What it made of the request.</summary>
    public ChangeEffect Effect { get; init; }

    /// <summary>Its place among all changes, which tells those of one second apart; not written with results.</summary>
    public int Order { get; init; }
}
