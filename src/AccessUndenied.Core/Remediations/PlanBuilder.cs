using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>Puts a draft into the form in which it is handed out.</summary>
internal static class PlanBuilder
{
    public static Remediation Of(IPolicyDialect dialect, IReadOnlyList<PlannedRequest> requests, Draft draft)
    {
        var changes = WithWholeDocuments(Merge(dialect, FoldedChanges.Of(dialect, draft.Changes))).ConvertAll(change => StorableChange.Of(dialect, change, requests));
        var objections = changes.SelectMany(change => requests.SelectMany(planned => dialect.ObjectionsTo(change, planned.Request, planned.Policies))).Distinct().ToList();
        var tooLong = changes.Where(PolicyWriter.IsTooLong).ToList();
        return new()
        {
            Sentence = RemedyMessages.Remedy(changes, draft.Words, draft.Kind, draft.Page, draft.ChangesAccess),
            Kind = draft.Kind,
            Changes = [.. changes.SelectMany(change => Split(dialect, change))],
            Sets = [.. draft.Sets.Reverse()],
            // A policy that was not read may hold a deny that no simulation knows.
            // The changes alone are what is verified: one that needs the caller to do something, too, is none to carry out and be done.
            Verified = draft.IsVerified && draft.CanBeSimulated && !draft.IsForStranger && tooLong.Count == 0 && objections.Count == 0 && changes.TrueForAll(change => change.CurrentDocumentKnown)
                && requests.All(planned => planned.Doubts.Count == 0) && draft.CallersPart.Count == 0 && !changes.Exists(change => IsBlind(change, requests)),
            Opens = changes.Count == 0 ? [] : [.. changes.Select(change => change.Opens).Distinct(StringComparer.Ordinal)],
            Warnings = WithThoseOf(draft, WarningsOf(dialect, requests, changes, draft)),
            Assumptions =
            [
                .. requests.SelectMany(planned => planned.Assumptions).Concat(draft.Notes).Concat(draft.CallersPart.Select(RemedyMessages.CallersPart))
                    .Concat(changes.Count > 0 ? draft.Unanswered.Select(RemedyMessages.StillRefuses) : [])
                    .Concat(tooLong.Select(RemedyMessages.TooLong)).Concat(objections).Distinct(),
            ],
        };
    }

    // Where none of the caller's policies was read, nothing tells what a statement would stand beside.
    private static bool IsBlind(PolicyChange change, IReadOnlyList<PlannedRequest> requests) => change is { Layer: PolicyLayer.Identity, IsAddition: true }
        && requests.Any(planned => planned.Given.Identity.Count == 0 && planned.Given.IsUnavailable(PolicyLayer.Identity));

    private static List<Note> WarningsOf(IPolicyDialect dialect, IReadOnlyList<PlannedRequest> requests, List<PolicyChange> changes, Draft draft)
    {
        var warnings = changes.SelectMany(change => change.For.SelectMany(request => dialect.WarningsOf(request, change))).Distinct().ToList();
        if (changes.Count > 0)
        {
            warnings.AddRange(requests.SelectMany(planned => dialect.WarningsOfReach(planned.Request, planned.Policies)).Where(note => !warnings.Exists(known => known.Id == note.Id)).Distinct());
        }

        warnings.AddRange(changes.SelectMany(change => requests.Where(planned => change.For.Any(request => request.Action == planned.Request.Action && request.Resource == planned.Request.Resource))
            .Select(planned => OwnBounds.Warning(draft.Apply(planned.Request), planned.Policies, change))).OfType<Note>().Distinct());
        return warnings;
    }

    private static IReadOnlyList<Note> WithThoseOf(Draft draft, List<Note> warnings) =>
        [.. warnings, .. draft.Warnings.Where(warning => !warnings.Exists(known => known.Id == warning.Id))];

    // Statements for one place are one policy: nobody wants to attach three.
    private static List<PolicyChange> Merge(IPolicyDialect dialect, IReadOnlyList<PolicyChange> changes)
    {
        var merged = new List<PolicyChange>();
        foreach (var change in changes)
        {
            var at = merged.FindIndex(other => other is PolicyChange.AddStatements && change is PolicyChange.AddStatements && other.Layer == change.Layer
                && other.AttachmentTarget == change.AttachmentTarget && (other.Policy is null ? change.Policy is null : PlanSearch.IsOfSamePolicy(other, change)));
            if (at < 0)
            {
                merged.Add(change);
            }
            else
            {
                merged[at] = Join(dialect, merged[at], change);
            }
        }

        return merged;
    }

    private static PolicyChange Join(IPolicyDialect dialect, PolicyChange one, PolicyChange other)
    {
        var statements = StatementMerger.Merge([.. one.AddedStatements, .. other.AddedStatements.Except(one.AddedStatements, StringComparer.Ordinal)]);
        var json = $$"""{"Version":"{{dialect.Version}}","Statement":[{{string.Join(',', statements)}}]}""";
        return one with
        {
            AddedStatements = statements,
            HasPlaceholders = one.HasPlaceholders || other.HasPlaceholders,
            OpensMatches = one.OpensMatches || other.OpensMatches,
            Json = json,
            MakeDocument = () => one.Policy?.Document is { } document ? DocumentEditor.Apply(document, statements.Select(statement => ((Policies.Statement?)null, statement))) : json,
            For = [.. one.For, .. other.For],
            Opens = OpensMessages.OpensAllow([.. one.For, .. other.For], one.Layer, one.Policy, one.AttachmentTarget, isExact: !one.OpensMatches
                && !other.OpensMatches, one.OpensWhere == other.OpensWhere ? one.OpensWhere : ""),
        };
    }

    // Two changes of one policy are one new version of it.
    private static List<PolicyChange> WithWholeDocuments(List<PolicyChange> changes)
    {
        if (changes.Count == 1)
        {
            return changes;
        }

        return changes.ConvertAll(change =>
        {
            var same = changes.FindAll(other => PlanSearch.IsOfSamePolicy(change, other));
            return same.Count < 2 || change.Policy!.Document is null
                ? change
                : change with { Document = DocumentEditor.Apply(same[0].Policy!.Document!, same.SelectMany(EditsOf)) };
        });
    }

    private static IEnumerable<(Policies.Statement? Replaced, string Json)> EditsOf(PolicyChange change) =>
        [.. change.Replaces is { } statement ? [((Policies.Statement?)statement, change.StatementJson)] : Array.Empty<(Policies.Statement?, string)>(),
            .. change.AddedStatements.Select(added => ((Policies.Statement?)null, added))];

    // A Deny that takes two statements to narrow is one that is replaced and one that is added. Both make one document, which the commands of the first put in place.
    private static IEnumerable<PolicyChange> Split(IPolicyDialect dialect, PolicyChange change) => change is not { Replaces: not null, AddedStatements: [_, ..] added } ? [change] :
    [
        change with { AddedStatements = [], Document = change.Document },
        new PolicyChange.AddStatements
        {
            Layer = change.Layer,
            AttachmentTarget = change.AttachmentTarget,
            CauseTarget = change.CauseTarget,
            Policy = change.Policy,
            AddedStatements = added,
            Json = $$"""{"Version":"{{dialect.Version}}","Statement":[{{string.Join(',', added)}}]}""",
            Document = change.Document,
            Advice = change.Advice,
            For = change.For,
            LongestPolicy = change.LongestPolicy,
            BeyondQuota = change.BeyondQuota,
            SharedLength = change.SharedLength,
        },
    ];
}
