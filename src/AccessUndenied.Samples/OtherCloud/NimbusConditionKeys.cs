using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Samples.OtherCloud;

/// <summary>The condition keys of Nimbus: <c>nimbus:Zone</c> and <c>nimbus:Member</c>.</summary>
internal sealed class NimbusConditionKeys : IConditionKeyProvider
{
    public bool TryGetValue(string key, ConditionKeyQuery query, out ContextValue value)
    {
        value = key.ToUpperInvariant() switch
        {
            "NIMBUS:ZONE" => query.Event is NimbusEvent { Zone: { } zone } ? ContextValue.Of(zone) : ContextValue.Unknown,
            "NIMBUS:MEMBER" => ContextValue.Of(query.Request.Principal.Id),
            _ => ContextValue.Absent,
        };
        return !value.IsAbsent;
    }
}
