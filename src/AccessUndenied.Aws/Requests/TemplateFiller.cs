using System.Collections.Concurrent;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Requests;

/// <summary>Fills the ARN formats of an action's resource types from a request's parameters.</summary>
/// <remarks>Rule REQ-31. Safe for use by several threads; keeps the formats that it has split.</remarks>
internal sealed class TemplateFiller(ActionCatalog catalog)
{
    private const int MostFurtherValues = 99;

    private readonly ConcurrentDictionary<CatalogResourceType, TypeTemplates> _templates = new();

    /// <summary>The formats of <paramref name="type"/>.</summary>
    internal IReadOnlyList<ArnTemplate> Of(CatalogResourceType type) => TemplatesOf(type).Templates;

    /// <summary>Whether an ARN is one of <paramref name="type"/>, and how much of it is fixed by the format.</summary>
    internal bool Fits(CatalogResourceType type, Arn arn, out int specificity)
    {
        specificity = -1;
        foreach (var template in TemplatesOf(type).Templates)
        {
            if (template.Fits(arn))
            {
                specificity = Math.Max(specificity, template.LiteralLength);
            }
        }

        return specificity >= 0;
    }

    /// <summary>The best type of <paramref name="action"/> that <paramref name="arn"/> has the form of; null when it has none.</summary>
    internal ActionResourceType? TypeOf(CatalogAction action, Arn arn)
    {
        ActionResourceType? best = null;
        var most = -1;
        for (var i = 0; i < action.ResourceTypes.Count; i++)
        {
            if (Fits(action.ResourceTypes[i].Type, arn, out var specificity) && specificity > most)
            {
                (best, most) = (action.ResourceTypes[i], specificity);
            }
        }

        return best;
    }

    /// <summary>Every format of every type of the action, filled as far as the members tell.</summary>
    internal List<FilledTemplate> Fill(in CalledOperation call, List<RequestMember> members)
    {
        var filled = new List<FilledTemplate>();
        for (var i = 0; i < call.Action.ResourceTypes.Count; i++)
        {
            var type = call.Action.ResourceTypes[i];
            var templates = TemplatesOf(type.Type);
            foreach (var template in templates.Templates)
            {
                filled.Add(Fill(call, type, templates, template, members));
            }
        }

        return filled;
    }

    /// <summary>The same with nothing but whole ARNs among the members: names of one service are no names in another.</summary>
    internal List<FilledTemplate> FillWhole(in CalledOperation call, List<RequestMember> members)
    {
        var filled = Fill(call, members);
        for (var i = 0; i < filled.Count; i++)
        {
            if (filled[i].Whole is null)
            {
                var values = new string?[filled[i].Values.Length];
                filled[i] = new(filled[i].Type, filled[i].Template, values, values.Length, 0, null);
            }
        }

        return filled;
    }

    private FilledTemplate Fill(in CalledOperation call, ActionResourceType type, TypeTemplates names, ArnTemplate template, List<RequestMember> members)
    {
        var values = new string?[template.Variables.Length];
        foreach (var member in members)
        {
            if (member.IsArn && Arn.TryParse(member.Value, out var arn)
                && (template.HasAnyService ? names.IsAbout(member) : template.Fits(arn) && (template.LiteralLength > 0 || names.IsAbout(member))))
            {
                return new(type, template, values, 0, 1_000 - member.Depth, null) { Whole = arn };
            }
        }

        string? account = null;
        IReadOnlyList<string> further = [];
        var (score, created) = (0, call.Creates(names.Folded));
        Span<int> used = stackalloc int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            used[i] = -1;
        }

        // The surest pair first, because a member fills one variable only.
        for (var round = 0; round < values.Length; round++)
        {
            var (variable, member, best) = (-1, -1, MemberScore.None);
            for (var i = 0; i < values.Length; i++)
            {
                if (used[i] < 0 && Best(members, Place(call, names, template, i, created), used, out var found) is var candidate and >= 0 && found > best)
                {
                    (variable, member, best) = (i, candidate, found);
                }
            }

            if (variable < 0)
            {
                break;
            }

            used[variable] = member;
            score += best;
            values[variable] = MemberValue.For(members[member].Value, template.Variables[variable], ref account);
            if (variable == values.Length - 1)
            {
                further = Further(members, member, template.Variables[variable]);
            }
        }

        var open = values.Count(v => v is null);
        return new(type, template, values, open, score, account)
        {
            FurtherValues = further,
            IsNew = created && open > 0,
            IsNamed = open > 0 && open < values.Length && IsNamedBy(template, values),
        };
    }

    private VariablePlace Place(in CalledOperation call, TypeTemplates names, ArnTemplate template, int variable, bool created) => new()
    {
        Variable = template.Variables[variable],
        Aliases = catalog.MembersOfVariable(call.Action.Service, template.Variables[variable].Name),
        Type = names.Folded,
        TypeStem = names.Stem,
        IsLast = variable == template.Variables.Length - 1,
        IsOnlyVariable = template.Variables.Length == 1,
        IsAbout = call.IsAbout(names.Stem),
        IsOnlyType = call.Action.ResourceTypes.Count == 1,
        IsCreated = created,
        MayExist = call.IsStart,
    };

    private static bool IsNamedBy(ArnTemplate template, string?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is null && !template.Variables[i].IsIdentifier)
            {
                return false;
            }
        }

        return true;
    }

    private static int Best(List<RequestMember> members, in VariablePlace place, ReadOnlySpan<int> used, out int bestScore)
    {
        var best = -1;
        bestScore = MemberScore.None;
        for (var i = 0; i < members.Count; i++)
        {
            var member = members[i];
            var score = MemberScore.Of(member, place);
            if (score > bestScore && !used.Contains(i))
            {
                (best, bestScore) = (i, score);
            }
        }

        return best;
    }

    private static IReadOnlyList<string> Further(List<RequestMember> members, int best, TemplateVariable variable)
    {
        List<string>? further = null;
        for (var i = best + 1; i < members.Count && (further?.Count ?? 0) < MostFurtherValues; i++)
        {
            string? account = null;
            if (members[i].Folded == members[best].Folded && members[i].Depth == members[best].Depth
                && MemberValue.For(members[i].Value, variable, ref account) is { } value)
            {
                (further ??= []).Add(value);
            }
        }

        return further ?? [];
    }

    private TypeTemplates TemplatesOf(CatalogResourceType type) => _templates.GetOrAdd(type, static t => new(t));

    private sealed class TypeTemplates(CatalogResourceType type)
    {
        internal ArnTemplate[] Templates { get; } = [.. type.ArnTemplates.Select(t => new ArnTemplate(t))];

        internal string Folded { get; } = FoldedName.Of(type.Name);

        internal string Stem { get; } = FoldedName.Stem(FoldedName.Of(type.Name)).ToString();

        // Where the format is nothing but a name (a queue, a topic), any ARN of the service would fit.
        internal bool IsAbout(in RequestMember member) => member.Folded.Contains(Stem, StringComparison.Ordinal) || member.Folded.Contains("resource", StringComparison.Ordinal);
    }
}
