namespace AccessUndenied.Aws.Requests;

/// <summary>How well a member of the request suits a variable of an ARN format, by name alone.</summary>
/// <remarks>Rule REQ-31; the numbers were fitted to real requests.</remarks>
internal static class MemberScore
{
    internal const int None = 0;
    private const int PerLevel = 5;

    private static readonly string[] s_rolesOfItems = ["todelete", "toget", "toadd", "toremove"];

    internal static int Of(in RequestMember member, in VariablePlace place)
    {
        var variable = place.Variable;
        if (place.Aliases is ["*"])
        {
            return None;
        }

        if (variable.IsIdentifier && ((place.IsCreated && IsOwn(place) && !(place.MayExist && IsExactly(member.Folded, variable.Folded)))
            || (member.Folded.EndsWith("name", StringComparison.Ordinal) && !(variable.SaysNothing && place.IsOnlyVariable))))
        {
            return None;
        }

        var score = Math.Max(ByAlias(member, place), variable.SaysNothing ? ByType(member, place) : ByName(member, place));
        return score == None ? None : Math.Max(1, score - (PerLevel * member.Depth));
    }

    private static bool IsExactly(string key, string wanted) => WithoutRole(key) is var name && name.StartsWith(wanted, StringComparison.Ordinal)
        && name[wanted.Length..] is "" or "s" or "list" or "set";

    // "primaryDistributionId", "tablesToDelete": what the call does with it is no part of the name.
    private static ReadOnlySpan<char> WithoutRole(ReadOnlySpan<char> key)
    {
        key = key.StartsWith("primary", StringComparison.Ordinal) ? key["primary".Length..] : key;
        foreach (var ending in s_rolesOfItems)
        {
            if (key.Length > ending.Length && key.EndsWith(ending, StringComparison.Ordinal))
            {
                return key[..^ending.Length];
            }
        }

        return key;
    }

    // A new resource has no id yet; what it lies in has one.
    private static bool IsOwn(in VariablePlace place) => place.IsLast || place.Variable.SaysNothing || place.Variable.Stem == place.TypeStem;

    private static int ByAlias(in RequestMember member, in VariablePlace place)
    {
        for (var i = 0; i < place.Aliases?.Count; i++)
        {
            if (place.Aliases[i].Equals(member.Name, StringComparison.OrdinalIgnoreCase))
            {
                return 99 - i;
            }
        }

        return None;
    }

    private static int ByName(in RequestMember member, in VariablePlace place)
    {
        var key = member.Folded;
        var wanted = place.Variable.Folded;
        if (IsExactly(key, wanted))
        {
            return key.Length == wanted.Length ? 100 : 92;
        }

        if (FoldedName.Stem(WithoutRole(key)).SequenceEqual(place.Variable.Stem))
        {
            return 80 + (key[^1] == wanted[^1] ? 3 : 0) - (member.IsArn ? 6 : 0);
        }

        return Math.Max(key.EndsWith(wanted, StringComparison.Ordinal) ? 56 : None, ByType(member, place));
    }

    private static int ByType(in RequestMember member, in VariablePlace place)
    {
        var key = member.Folded;
        if (!place.IsLast)
        {
            // A load balancer's target group is named before its id.
            return key == "name" && place.IsAbout && place.TypeStem.EndsWith(place.Variable.Stem, StringComparison.Ordinal) && !place.Variable.IsIdentifier ? 55 : None;
        }

        if (IsGeneric(key))
        {
            return place.IsAbout ? 55 : place.IsOnlyType ? 45 : None;
        }

        var stem = FoldedName.Stem(key);
        if (stem.SequenceEqual(place.TypeStem) || key == place.Type)
        {
            return 70;
        }

        return stem.Length > 2 && place.TypeStem.EndsWith(stem, StringComparison.Ordinal) ? 52 : None;
    }

    private static bool IsGeneric(string key) => key is
        "name" or "names" or "id" or "ids" or "identifier" or "arn" or "arns" or "resource" or "resourceid" or "resourcearn" or "resourcename"
        or "resourceidentifier" or "resourcearnlist" or "resources" or "resourcearns";
}
