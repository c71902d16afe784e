using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>One call that changed a policy which has a say in a request.</summary>
public sealed class RecordedChange(DateTimeOffset time, string actor, string action, string? eventId, PolicyLayer layer, string target, string? policyName)
{
    /// <summary>When, in UTC.</summary>
    public DateTimeOffset Time { get; } = time;

    /// <summary>Who called.</summary>
    public string Actor { get; } = actor;

    /// <summary>What was called, such as <c>iam:DeleteRolePolicy</c>.</summary>
    public string Action { get; } = action;

    /// <summary>The id of its record; null where it has none.</summary>
    public string? EventId { get; } = eventId;

    /// <summary>The layer of the policy.</summary>
    public PolicyLayer Layer { get; } = layer;

    /// <summary>What carries the policy, or the policy itself where it stands for itself.</summary>
    public string Target { get; } = target;

    /// <summary>The name or identifier of the policy; null where it has none.</summary>
    public string? PolicyName { get; } = policyName;

    /// <summary>What it made of the request.</summary>
    public ChangeEffect Effect { get; internal init; }

    /// <summary>Its place among all changes, which tells those of one second apart; not written with results.</summary>
    public int Order { get; init; }

    internal RecordedChange With(ChangeEffect effect) => new(Time, Actor, Action, EventId, Layer, Target, PolicyName) { Effect = effect, Order = Order };
}
