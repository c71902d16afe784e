using AccessUndenied.Aws.Catalog;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>How a Deny names all that patterns of actions cover but one action.</summary>
/// <remarks>
/// Where they cover a whole service, <c>NotAction</c> says it for one resource, if the actions of other services that may meet that resource are left out, too (ACT-05): the policy of a resource
/// meets no others. Elsewhere the pattern turns into those that cover all other actions of the catalog. A key policy without <c>Action</c> has no effect (TYPE-09):
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html, <c>Policy</c>.
/// </remarks>
internal static class OtherActions
{
    private const int MostPatterns = 64;

    public static (string Member, IReadOnlyList<string> Values)? Of(AuthorizationRequest request, IReadOnlyList<string> actions, PolicyLayer layer, bool onResourceAlone)
    {
        if (!ActionName.TrySplit(request.Action, out var prefix, out _))
        {
            return null;
        }

        var service = prefix.ToString();
        if (onResourceAlone && actions.Any(pattern => pattern.Equals(service + ":*", StringComparison.OrdinalIgnoreCase)))
        {
            switch (layer)
            {
                case PolicyLayer.Resource when !service.Equals("kms", StringComparison.OrdinalIgnoreCase):
                    return ("NotAction", [request.Action]);
                case PolicyLayer.Identity or PolicyLayer.PermissionsBoundary when Others(request, actions, service) is { } others:
                    return ("NotAction", [request.Action, .. others]);
            }
        }

        return Listed(request.Action, actions, service) is { } listed ? ("Action", listed) : null;
    }

    // Other services whose actions may meet the resource and were not denied; null where some of a service's were.
    private static List<string>? Others(AuthorizationRequest request, IReadOnlyList<string> actions, string service)
    {
        var others = new List<string>();
        foreach (var prefix in ActionCatalog.Default.Services.Where(prefix => !prefix.Equals(service, StringComparison.OrdinalIgnoreCase)))
        {
            var all = prefix + ":*";
            if (actions.Contains(all, StringComparer.OrdinalIgnoreCase)
                || !ActionCatalog.Default.FindService(prefix)!.ResourceTypes.Any(type => type.ArnTemplates.Any(template => ResourceLikeness.MayBe(template, request.Resource.Value))))
            {
                continue;
            }

            if (actions.Any(pattern => PolicyPattern.IsMatchIgnoringCase(ActionName.ServiceOf(pattern).ToString(), prefix)))
            {
                return null;
            }

            others.Add(all);
        }

        return others;
    }

    private static List<string>? Listed(string action, IReadOnlyList<string> actions, string service)
    {
        var listed = new List<string>();
        foreach (var pattern in actions)
        {
            if (pattern.Equals(action, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!Covers(pattern, action))
            {
                listed.Add(pattern);
            }
            else if (Rest(pattern, action, service) is { } rest)
            {
                listed.AddRange(rest.Where(text => !listed.Contains(text, StringComparer.OrdinalIgnoreCase)));
            }
            else
            {
                return null;
            }
        }

        return listed.Count is > 0 and <= MostPatterns ? listed : null;
    }

    // What begins as the action does, up to some letter, and goes on otherwise.
    private static List<string>? Rest(string pattern, string action, string service)
    {
        var names = ActionCatalog.Default.FindService(service)?.Actions.Select(item => item.FullName)
            .Where(name => !name.Equals(action, StringComparison.OrdinalIgnoreCase) && Covers(pattern, name)).ToList();
        var start = pattern.Length - 1;
        if (names is not { Count: > 0 } || pattern.AsSpan().IndexOfAny('*', '?') != start || pattern[start] != '*' || start <= service.Length)
        {
            return null;
        }

        var rest = new List<string>();
        for (var length = start; length <= action.Length; length++)
        {
            foreach (var group in names.Where(name => Shared(name, action) == length).GroupBy(name => length < name.Length ? char.ToUpperInvariant(name[length]) : '\0').OrderBy(group => group.Key))
            {
                rest.Add(length == action.Length ? action + "?*" : group.Key == '\0' || !group.Skip(1).Any() ? group.First() : group.First()[..(length + 1)] + "*");
            }
        }

        return [.. rest.Distinct(StringComparer.Ordinal)];
    }

    private static int Shared(string one, string other)
    {
        var length = 0;
        while (length < Math.Min(one.Length, other.Length) && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length]))
        {
            length++;
        }

        return length;
    }

    private static bool Covers(string pattern, string action) =>
        PolicyPattern.IsMatchIgnoringCase(pattern, action);
}
