using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Chooses, among the filled ARN formats of an action, those that the request was about.</summary>
internal static class TemplateChoice
{
    // By the table of scores: a name that matches but for its ending.
    private const int Convincing = 70;

    // Calls on all of a kind are authorized as "db:*" and the like there, not as "*".
    private static readonly string[] s_everyOfType = ["rds", "elasticache", "redshift"];

    internal static List<FoundResource> Choose(List<FilledTemplate> filled, in CalledOperation call, ResourceSearch search)
    {
        var best = BestOfEachType(filled, call);
        var required = best.Count(f => f.Type.Required);
        var found = new List<FoundResource>();
        var operation = call;
        if (required > 1)
        {
            // Services list alternatives as required too; EC2 and Glue (with the catalog and the databases around a table) mean it.
            var chosen = new List<FilledTemplate>();
            var all = call.Action.Service is "ec2" or "glue" || !best.Exists(f => f.Type.Required && f.IsFull && f.Filled > 0);
            foreach (var one in best.OrderByDescending(f => f.Type.Required).ThenByDescending(f => IsMain(f, operation)).ThenByDescending(f => Rank(f, operation)))
            {
                var asked = one.Whole is not null || (one.IsFull && one.Filled > 0 && IsConvincing(one));
                if ((asked || (one.IsNew && operation.Action.Name == "RunInstances") || (one.Type.Required && (all || one.IsNew || (one.IsFull && one.Filled > 0)))) && !IsAlternative(one, chosen))
                {
                    chosen.Add(one);
                    Add(found, one, search);
                }
            }

            return found;
        }

        var full = best.Where(f => f.IsFull && IsCredible(f, operation, best.Count)).OrderByDescending(f => Rank(f, operation)).ToList();
        if (full.Count == 0)
        {
            var partial = best.MaxBy(f => Rank(f, operation))!;
            // Cost Explorer knows billing views beside itself, which hardly any call names.
            if (required == 0 && partial is { Filled: 0, IsFull: false, IsNew: false } && (search.Parameters.AreKnown || call.Action.Service == "ce")
                && Array.IndexOf(s_everyOfType, call.Action.Service) < 0)
            {
                // The type is optional, and the request does not speak of one.
                var certainty = best.Count == 1 ? Certainty.Likely : Certainty.Guess;
                found.Add(new(ResourceFinder.AnyOf(search), certainty, RequestMessages.FromParameters, RequestMessages.NoResourceNamed(partial.Type.Name)));
            }
            else
            {
                Add(found, partial, search);
            }

            return found;
        }

        // What the call makes is asked for beside what it is made in.
        if (best.Find(f => f is { IsNew: true, Filled: 0, Type.Required: true }) is { } made && made != full[0] && call.Action.Service == "ec2")
        {
            Add(found, made, search);
        }

        Add(found, full[0], search);
        foreach (var other in full.Skip(1))
        {
            if (full[0].Whole is null && other.Filled > 0 && IsConvincing(other) && !other.Values.Intersect(full[0].Values).Any())
            {
                Add(found, other, search);
            }
        }

        return found;
    }

    private static List<FilledTemplate> BestOfEachType(List<FilledTemplate> filled, in CalledOperation call)
    {
        var best = new List<FilledTemplate>();
        foreach (var one in filled)
        {
            var known = best.Count > 0 && best[^1].Type == one.Type ? best[^1] : null;
            if (known is null)
            {
                best.Add(one);
            }
            else if (Rank(one, call) > Rank(known, call))
            {
                best[^1] = one;
            }
        }

        return best;
    }

    private static bool IsMain(FilledTemplate one, in CalledOperation call) => FoldedName.Stem(FoldedName.Of(one.Type.Name)).SequenceEqual(call.Noun);

    // One number, so that what matters more outweighs all that matters less.
    private static long Rank(FilledTemplate one, in CalledOperation call)
    {
        var stem = FoldedName.Stem(FoldedName.Of(one.Type.Name));
        long rank = one.Whole is not null ? 1 : 0;
        rank = (rank << 1) | (one.IsFull ? 1L : 0);
        rank = (rank << 1) | (stem.SequenceEqual(call.Noun) ? 1L : 0);
        rank = (rank << 1) | (one.Type.Required ? 1L : 0);
        rank = (rank << 4) | (long)Math.Min(one.Filled, 15);
        rank = (rank << 1) | (call.IsAbout(stem.ToString()) ? 1L : 0);
        rank = (rank << 12) | (long)Math.Min(one.Score, 4_095);

        // Of formats that nothing fills, the one that says least claims least.
        var literal = (long)Math.Min(one.Template.LiteralLength, 1_023);
        return (rank << 10) | (one is { Filled: 0, IsFull: false } ? 1_023 - literal : literal);
    }

    // A format without variables is always "filled"; it counts where the call is about it or nothing else is there.
    private static bool IsCredible(FilledTemplate one, in CalledOperation call, int types) =>
        one.Whole is not null || one.Filled > 0 || types == 1 || FoldedName.Stem(FoldedName.Of(one.Type.Name)).SequenceEqual(call.Noun);

    // One name of the request cannot be that of two resources.
    private static bool IsAlternative(FilledTemplate one, List<FilledTemplate> chosen) =>
        one is { Filled: > 0, Whole: null }
        && chosen.Exists(c => c.Whole is { } whole ? IsTailOf(whole, one.Values[^1]) : c.Values.AsSpan().SequenceEqual(one.Values));

    private static bool IsTailOf(Arn arn, string? value) =>
        value is not null && arn.Resource.EndsWith(value, StringComparison.Ordinal)
        && (arn.Resource.Length == value.Length || arn.Resource[^(value.Length + 1)] is '/' or ':');

    private static bool IsConvincing(FilledTemplate one) => one.Whole is not null || one.Score >= Convincing * Math.Max(1, one.Filled);

    private static void Add(List<FoundResource> found, FilledTemplate one, ResourceSearch search)
    {
        if (one.Whole is { } whole)
        {
            found.Add(new(search.Identify(whole.ToString()), Certainty.Likely, RequestMessages.FromParameters));
            return;
        }

        var place = one.AccountId is null ? search.Place : search.Place with { AccountId = one.AccountId };
        var text = one.Template.Fill(place, one.Values);
        var note = one.IsFull || one.IsNew ? null : RequestMessages.OpenPlaces(one.Type.Name);
        var certainty = one.IsFull || one.IsNew || one.IsNamed ? Certainty.Likely : Certainty.Guess;
        found.Add(new(search.Identify(text), certainty, one.Filled > 0 ? RequestMessages.FromParameters : RequestMessages.FromType, note));
        foreach (var value in one.FurtherValues)
        {
            var values = (string?[])one.Values.Clone();
            values[^1] = value;
            var further = one.Template.Fill(place, values);
            if (!found.Exists(f => f.Id.Value == further))
            {
                found.Add(new(search.Identify(further), certainty, RequestMessages.FromParameters, note));
            }
        }
    }
}
