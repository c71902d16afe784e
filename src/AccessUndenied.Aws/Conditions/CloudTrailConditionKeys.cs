using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>The values of AWS's condition keys, as far as a CloudTrail record and the facts of the policy source tell them.</summary>
/// <remarks>
/// What AWS wrote down as it evaluated (<c>eventContext</c>) comes first, then the facts, then what follows from the record. A key that the
/// action does not supply is absent; one that it supplies and nobody tells is unknown (SK-00). Safe for use by several threads.
/// Rules: docs/rules/condition-keys.md (GK-01 to GK-64, SK-00 to SK-84).
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">
/// IAM User Guide, "AWS global condition context keys"</see>.
/// </remarks>
internal sealed class CloudTrailConditionKeys : IConditionKeyProvider
{
    private readonly ActionCatalog _catalog;

    /// <summary>A provider that knows the actions and keys of <paramref name="catalog"/>.</summary>
    public CloudTrailConditionKeys(ActionCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _catalog = catalog;
    }

    /// <inheritdoc/>
    public bool TryGetValue(string key, ConditionKeyQuery query, out ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(query);
        value = ContextValue.Unknown;
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        if (query.Event is not CloudTrailEvent record || colon <= 0 || colon == key.Length - 1)
        {
            return false;
        }

        if (RecordedContext.Find(record, key) is { IsKnown: true } recorded)
        {
            value = recorded;
            return true;
        }

        var subject = new KeySubject(key, record, query, _catalog);
        if (query.Facts.TryGet(key, out value))
        {
            return true;
        }

        if (record.Told is not null && !ToldKeys.Follow(subject))
        {
            // No record was read, so that nothing is absent from it.
            value = ToldKeys.IsForeign(subject) ? ContextValue.Absent : ContextValue.Unknown;
            return true;
        }

        return GlobalKeys.TryGet(subject, out value)
            || SessionKeys.TryGet(subject, out value)
            || (!key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && ServiceKeys.TryGet(subject, out value));
    }
}
