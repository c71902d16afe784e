using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>One test of a <c>Condition</c>: an operator, a key and the policy's values.</summary>
internal sealed record PlainCondition(string Operator, string Key, IReadOnlyList<string> Values);

/// <summary>One statement as it is written (GRAM-03).</summary>
internal sealed record PlainStatement
{
    /// <summary>"Allow" or "Deny"; null where it cannot be read.</summary>
    internal string? Effect { get; private set; }

    /// <summary>GRAM-16: the statement applies perhaps, whatever else it says.</summary>
    internal bool Malformed { get; init; }

    internal PlainPrincipals? Principal { get; private set; }

    internal PlainPrincipals? NotPrincipal { get; private set; }

    internal IReadOnlyList<string>? Action { get; private set; }

    internal IReadOnlyList<string>? NotAction { get; private set; }

    internal IReadOnlyList<string>? Resource { get; private set; }

    internal IReadOnlyList<string>? NotResource { get; private set; }

    internal List<PlainCondition> Conditions { get; } = [];

    internal static PlainStatement Read(JsonElement json, PlainKind kind)
    {
        var statement = new PlainStatement();
        var wellFormed = json.ValueKind == JsonValueKind.Object && statement.ReadMembers(json) && statement.IsComplete(kind);
        return wellFormed ? statement : statement with { Malformed = true };
    }

    private bool ReadMembers(JsonElement json)
    {
        var good = true;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.EnumerateObject())
        {
            // GRAM-07; the casing of element names is free (GRAM-04).
            if (!names.Add(member.Name))
            {
                good = false;
                Effect = member.Name.Equals("Effect", StringComparison.OrdinalIgnoreCase) ? null : Effect;
                continue;
            }
            good &= ReadMember(member.Name.ToUpperInvariant(), member.Value);
        }
        return good;
    }

    private bool ReadMember(string name, JsonElement value)
    {
        switch (name)
        {
            case "SID":
                return true;
            case "EFFECT":
                var effect = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
                Effect = effect is "Allow" or "Deny" ? effect : null;
                return Effect is not null;
            case "ACTION":
                return (Action = Strings(value)) is not null;
            case "NOTACTION":
                return (NotAction = Strings(value)) is not null;
            case "RESOURCE":
                return (Resource = Strings(value)) is not null;
            case "NOTRESOURCE":
                return (NotResource = Strings(value)) is not null;
            case "PRINCIPAL":
                return (Principal = PlainPrincipals.Read(value)) is not null;
            case "NOTPRINCIPAL":
                return (NotPrincipal = PlainPrincipals.Read(value)) is not null;
            case "CONDITION":
                return ReadConditions(value);
            default:
                return false;
        }
    }

    private bool IsComplete(PlainKind kind)
    {
        var identityType = kind is PlainKind.Identity or PlainKind.Boundary or PlainKind.Session or PlainKind.ServiceControl;
        var resourceOptional = kind is PlainKind.Trust or PlainKind.Repository; // TYPE-12
        return Effect is not null
            && (Action is null) != (NotAction is null)
            && !(Resource is not null && NotResource is not null)
            && (resourceOptional || Resource is not null || NotResource is not null)
            && !(Principal is not null && NotPrincipal is not null)
            && !(identityType && (Principal is not null || NotPrincipal is not null)) // TYPE-14
            && !(kind == PlainKind.Session && (Resource ?? NotResource)!.Any(PlainResource.IsIncompleteArn)) // TYPE-17
            && Conditions.All(condition => PlainOperator.Parse(condition.Operator) is not null); // COND-07
    }

    private bool ReadConditions(JsonElement block)
    {
        if (block.ValueKind != JsonValueKind.Object)
        {
            return false;
        }
        var operators = new HashSet<string>(StringComparer.Ordinal);
        foreach (var test in block.EnumerateObject())
        {
            if (!operators.Add(test.Name) || test.Value.ValueKind != JsonValueKind.Object || PlainOperator.Parse(test.Name) is null)
            {
                return false;
            }
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var key in test.Value.EnumerateObject())
            {
                if (!keys.Add(key.Name) || Scalars(key.Value) is not { } values)
                {
                    return false;
                }
                Conditions.Add(new PlainCondition(test.Name, key.Name, values));
            }
        }
        return true;
    }

    // GRAM-05
    internal static List<string>? Strings(JsonElement value)
    {
        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return items.All(item => item.ValueKind == JsonValueKind.String) ? [.. items.Select(item => item.GetString()!)] : null;
    }

    // GRAM-06: numbers and booleans are read as their text.
    internal static List<string>? Scalars(JsonElement value)
    {
        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return items.All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            ? [.. items.Select(Text)]
            : null;
    }

    private static string Text(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => item.GetRawText(),
    };
}
