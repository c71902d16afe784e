using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes condition keys that do not exist, and those that the action never carries (COND-31).</summary>
internal static class CatalogHints
{
    private static readonly string[] s_globalByAction = ["aws:RequestTag/", "aws:ResourceTag/", "aws:TagKeys"];

    public static Note? Of(HintQuery query, string key, ActionCatalog catalog)
    {
        if (catalog.FindConditionKey(key) is not { } known)
        {
            return OfUnknown(query, key, catalog);
        }

        if (!IsByAction(key) || catalog.FindAction(query.Request.Action) is not { } action || SessionCarriedKeys.Contain(key))
        {
            return null;
        }

        if (!action.Supplies(key))
        {
            return HintMessages.KeyNotSupplied(key, action.FullName);
        }

        // DEP-05: the key describes one of several resources that the call touches.
        if (action.ConditionKeys.Any(item => item.Matches(key)))
        {
            return null;
        }

        var having = action.ResourceTypes.Where(type => type.ConditionKeys.Concat(type.Type.ConditionKeys).Any(item => item.Matches(key))).ToList();
        return having.Count > 0 && !having.Exists(type => IsOfType(query.Request.Resource.ToString(), type)) && action.ResourceTypes.Any(type => IsOfType(query.Request.Resource.ToString(), type))
            ? HintMessages.KeyOfOtherResource(key, action.FullName, Sentences.List([.. having.Select(type => type.Name)]), query.Request.Resource.ToString())
            : null;
    }

    /// <summary>Whether the catalog knows the key and the action, and lists it for none of the action's requests.</summary>
    public static bool IsNeverCarried(HintQuery query, string key, ActionCatalog catalog) => IsByAction(key) && !SessionCarriedKeys.Contain(key) && catalog.FindConditionKey(key) is not null
        && catalog.FindAction(query.Request.Action) is { } action && !action.Supplies(key);

    private static bool IsByAction(string key) => !key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(s_globalByAction, prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static Note? OfUnknown(HintQuery query, string key, ActionCatalog catalog)
    {
        // Keys of outside identity providers and custom ones are legal (COND-08).
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return HintMessages.KeyWithoutService(key);
        }

        var prefix = key[..colon];
        var isGlobal = prefix.Equals("aws", StringComparison.OrdinalIgnoreCase);
        var candidates = (isGlobal ? GlobalKeyNames.All : catalog.FindService(prefix)?.ConditionKeys.Select(item => item.Name)) ?? [];
        var near = Spelling.Nearest(key, candidates.Where(name => !name.Contains("${", StringComparison.Ordinal)));
        return near is not null ? HintMessages.NoSuchKey(key, near)
            : isGlobal && !GlobalKeyNames.All.Any(name => key.StartsWith(name.Split('$')[0], StringComparison.OrdinalIgnoreCase)) ? HintMessages.NoSuchKey(key, null)
            : null;
    }

    private static bool IsOfType(string resource, ActionResourceType type) => type.ArnTemplates.Any(template => StartsAlike(template, resource));

    private static bool StartsAlike(string template, string resource)
    {
        // Cut after the fifth colon of the resource; a template's variables hold no colon of their own.
        var named = Arn.FieldsOf(template) is [.., var tail] ? tail : template;
        var variable = named.IndexOf("${", StringComparison.Ordinal);
        var literal = variable < 0 ? named : named[..variable];
        return Arn.FieldsOf(resource) is [_, _, _, _, _, var rest] && literal.Length > 0 && rest.StartsWith(literal, StringComparison.Ordinal);
    }
}
