using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Condition keys that the snapshot tells of, while they are gathered.</summary>
internal sealed class FactsBuilder
{
    public Dictionary<string, ContextValue> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Values that a session may have replaced.</summary>
    public Dictionary<string, ContextValue> OfEntity { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> CompletePrefixes { get; } = [];

    public void Set(string key, ContextValue value) => Values[key] = value;

    public void TryAdd(string key, ContextValue value) => Values.TryAdd(key, value);

    /// <summary>Everything below <paramref name="prefix"/> that was not added is certainly absent.</summary>
    public void Complete(string prefix) => CompletePrefixes.Add(prefix);

    /// <summary>The organization's id and path of the owner of <paramref name="prefix"/>, <c>aws:Principal</c> or <c>aws:Resource</c> (GK-03, GK-34).</summary>
    public void AddOrganization(string prefix, OrganizationPlace place)
    {
        if (place.OrganizationId is { } id)
        {
            Set(prefix + "OrgID", ContextValue.Of(id));
        }

        if (place.Path is { } path)
        {
            Set(prefix + "OrgPaths", ContextValue.Of(path));
        }

        if (place.IsOutside)
        {
            // Another organization's id, or none: every comparison with ours comes out the same.
            Complete(prefix + "OrgID");
            Complete(prefix + "OrgPaths");
        }
    }
}
