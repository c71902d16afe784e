namespace AccessUndenied.Remediations.Opening;

/// <summary>Finds what one view allows and an earlier one did not, as parts.</summary>
internal sealed class OpeningSearch
{
    // Beyond this a part is said with what bounds it in words rather than split further.
    private const int MostBoxes = 64;

    private readonly AccessView _before;
    private readonly AccessView _after;
    private readonly IAccessRules _rules;
    private readonly string _principal;
    private readonly OpenedTo _to;

    public OpeningSearch(AccessView before, AccessView after, IAccessRules rules, string principal, OpenedTo to)
    {
        _before = before;
        _after = after;
        _rules = rules;
        _principal = principal;
        _to = to;
    }

    /// <summary>Whether a limit kept it from bounding a part by all that bounds it.</summary>
    public bool IsShortened { get; private set; }

    /// <summary>The parts within <paramref name="region"/>; all that is outside of it by <paramref name="outside"/> is left out.</summary>
    public IEnumerable<OpenedPart> Run(AccessBox region, IReadOnlyList<StatementBox> outside)
    {
        var lifted = Fewer(_before.Denies, _after.Denies);
        foreach (var term in _after.Terms)
        {
            foreach (var key in term)
            {
                foreach (var part in Parts(region, outside, term, key, Fewer(_after[key].Boxes, _before[key].Boxes)))
                {
                    yield return part;
                }
            }

            foreach (var part in Parts(region, outside, term, null, lifted))
            {
                yield return part;
            }
        }
    }

    private IEnumerable<OpenedPart> Parts(AccessBox region, IReadOnlyList<StatementBox> outside, IReadOnlyList<string> term, string? changed, IReadOnlyList<StatementBox> starts)
    {
        foreach (var start in starts)
        {
            List<AccessBox> boxes = region.And(start) is { } first ? [first] : [];
            foreach (var key in term.Where(key => key != changed))
            {
                boxes = Within(boxes, _after[key]);
            }

            foreach (var box in boxes)
            {
                var exceptions = Exceptions(box, outside, term, changed);
                if (OpenedPart.Of(_principal, _to, box, exceptions, _rules.IsMultivalued) is { } part)
                {
                    yield return part;
                }
            }
        }
    }

    private List<AccessBox> Within(List<AccessBox> boxes, AccessFactor factor)
    {
        if (factor.IsAtLeast)
        {
            return boxes.ConvertAll(box => box.With(OpenedMessages.BoundBy(factor.Key)));
        }

        var within = new List<AccessBox>();
        foreach (var box in boxes)
        {
            if (factor.Boxes.Any(known => box.IsWithin(known.Box)))
            {
                within.Add(box);
                continue;
            }

            within.AddRange(factor.Boxes.Select(known => box.And(known.Box)).OfType<AccessBox>());
            if (within.Count > MostBoxes)
            {
                IsShortened = true;
                return boxes.ConvertAll(one => one.With(OpenedMessages.BoundBy(factor.Key)));
            }
        }

        return within;
    }

    private List<AccessException> Exceptions(AccessBox box, IReadOnlyList<StatementBox> outside, IReadOnlyList<string> term, string? changed)
    {
        var all = AccessException.AllOf(box.Actions, box.Resources, box.Conditions);
        var exceptions = outside.Concat(_after.Denies.Select(deny => deny.Box))
            .Where(statement => statement.IsCertain && !statement.Spares.Any(box.Actions.Overlaps)).Select(all.And).OfType<AccessException>().ToList();

        // Where a deny stood, nothing was allowed before.
        if (changed is not null)
        {
            foreach (var earlier in _before.Terms)
            {
                exceptions.AddRange(AllowedBefore(all, earlier, term, changed));
            }
        }

        return exceptions;
    }

    private List<AccessException> AllowedBefore(AccessException all, IReadOnlyList<string> earlier, IReadOnlyList<string> term, string changed)
    {
        List<AccessException> allowed = [all];
        foreach (var factor in earlier.Select(key => _before[key]))
        {
            // Policies that nobody knows allowed before what they must allow now, and else nothing that is sure.
            if (factor.IsAtLeast && factor.Key != changed && term.Contains(factor.Key))
            {
                continue;
            }

            var sure = factor.Boxes.Where(known => known.Box.IsCertain).ToList();
            if (sure.Exists(known => all.And(known.Box) is { IsEverything: true }))
            {
                continue;
            }

            allowed = AccessException.Widest([.. allowed.SelectMany(exception => sure.Select(known => exception.And(known.Box)).OfType<AccessException>())]);
            if (allowed.Count > MostBoxes)
            {
                IsShortened = true;
                return [];
            }
        }

        return allowed;
    }

    private static List<StatementBox> Fewer(IReadOnlyList<(StatementId Id, StatementBox Box)> boxes, IReadOnlyList<(StatementId Id, StatementBox Box)> others)
    {
        if (boxes.Count == 0)
        {
            return [];
        }

        var known = others.Select(other => other.Id).ToHashSet();
        return [.. boxes.Where(box => !known.Contains(box.Id)).Select(box => box.Box)];
    }
}
