using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>A difference as the result of a part of a trail keeps it.</summary>
internal sealed record KeptDifference(
    string Principal, string Action, string Resource, int Before, int After, int? Layer, string? Policy, string? Sid, IReadOnlyList<string> Keys, string? Reason)
{
    public static KeptDifference? Of(CallDifference? one) => one is null ? null : new(
        one.Principal, one.Action, one.Resource, (int)one.Before, (int)one.After, (int?)one.Layer, one.Policy, one.Sid, one.MissingContextKeys, one.Reason);

    public CallDifference ToDifference() => new()
    {
        Principal = Principal, Action = Action, Resource = Resource, Before = (Decision)Before, After = (Decision)After, Layer = (PolicyLayer?)Layer, Policy = Policy, Sid = Sid,
        MissingContextKeys = Keys, Reason = Reason,
    };
}
