using AccessUndenied.Aws.Catalog;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation;

/// <summary>The comparison of one statement with the request, element by element.</summary>
/// <remarks>Rules: docs/rules/matching.md and docs/rules/principals.md.</remarks>
internal sealed partial class Evaluation
{
    // The kind of policy whose statements are being compared, and whom the last one named.
    private LayerRules _rules;
    private PrincipalMatch _principal;

    /// <summary>Adds to <paramref name="outcome"/> what the policies of one layer say.</summary>
    public void Scan(IReadOnlyList<AttachedPolicy> policies, LayerRules rules, ref LayerOutcome outcome, PolicyNode? node = null)
    {
        for (var i = 0; i < policies.Count; i++)
        {
            Scan(policies[i], rules, ref outcome, node);
        }
    }

    /// <summary>Adds to <paramref name="outcome"/> what one policy says.</summary>
    public void Scan(AttachedPolicy policy, LayerRules rules, ref LayerOutcome outcome, PolicyNode? node = null)
    {
        outcome.Applies = true;
        if (policy.Document is not { } document)
        {
            Merge(ref outcome, LayerOutcome.Unreadable);
            return;
        }

        _rules = policy.AccountNamesRootAlone ? rules | LayerRules.AccountIsRoot : rules;
        var visitor = new ScanVisitor(this);
        if (Recorder is null && !NeedsEveryStatement(document, rules))
        {
            // Where the element is ignored (TYPE-12), no statement is left out because of its resource.
            _statements.Visit(document, rules.Has(LayerRules.IgnoresResource), ref visitor);
        }
        else
        {
            for (var i = 0; i < document.Statements.Count; i++)
            {
                Recorder?.At(policy, node);
                visitor.Visit(document.Statements[i]);
            }
        }

        Merge(ref outcome, visitor.Outcome);
    }

    // Whether this kind of policy finds statements malformed that the index does not know to be so.
    private static bool NeedsEveryStatement(PolicyDocument document, LayerRules rules) =>
        (document.NamesPrincipals && !rules.Has(LayerRules.NamesPrincipals))
        || (document.LacksResource && (rules & (LayerRules.IgnoresResource | LayerRules.ResourceOptional)) == LayerRules.None)
        || (document.HasIncompleteArn && rules.Has(LayerRules.RefusesIncompleteArns));

    private static void Merge(ref LayerOutcome into, LayerOutcome other)
    {
        into.Deny = into.Deny.Or(other.Deny);
        into.Direct = into.Direct.Or(other.Direct);
        into.Entity = into.Entity.Or(other.Entity);
        into.Delegated = into.Delegated.Or(other.Delegated);
    }

    private void Evaluate(Statement statement, ref LayerOutcome outcome)
    {
        if (IsMalformed(statement, _rules))
        {
            EvaluateMalformed(statement, ref outcome);
            return;
        }

        var match = statement.Match(this);
        if (Recorder is { } recorder)
        {
            var (action, resource) = match.Applies == Truth.False ? default : MatchedEntries(statement);
            recorder.Matched(match, this, action, resource);
        }

        if (match.Applies != Truth.False)
        {
            Count(statement.Effect, match.Applies, _principal, ref outcome);
        }
    }

    private (string? Action, string? Resource) MatchedEntries(Statement statement) => (
        statement.Actions?.FindMatch(Request.Action),
        statement.Resources?.FindMatch(HasNoResource ? "*" : Request.Resource.Value, this, _rules.Has(LayerRules.CompletesArns)));

    Truth IStatementRequest.MatchPrincipal(Statement statement)
    {
        _principal = _rules.Has(LayerRules.NamesPrincipals)
            ? PrincipalMatcher.Match(statement.Principals, statement.Effect, Caller, UniqueId, HasBoundary, _rules.Has(LayerRules.AccountIsRoot))
            : PrincipalMatch.By(Grade.Direct);
        return _principal.Matches;
    }

    Truth IStatementRequest.MatchResource(Statement statement)
    {
        if (_rules.Has(LayerRules.IgnoresResource) || statement.Resources is not { } resources)
        {
            return Truth.True;
        }

        var completes = _rules.Has(LayerRules.CompletesArns);
        if (HasNoResource)
        {
            return resources.CoversNoResource(Caller.Partition, ActionName.ServiceOf(Request.Action), completes).ToTruth();
        }

        var covered = resources.Covers(Request.Resource.Value, this, completes);
        return covered == Truth.False && statement.Effect == Effect.Allow && MayNameTheResource(resources) ? Truth.Unknown : covered;
    }

    // Where the record does not tell which one of a kind was asked for, it may be the very one that the statement names.
    private bool MayNameTheResource(ResourceElement resources)
    {
        if (Request.Provenance.ResourceCertainty != Certainty.Guess || resources.IsNegated || !Request.Resource.Value.EndsWith('*'))
        {
            return false;
        }

        foreach (var value in resources.Values)
        {
            if (!value.AsSpan().ContainsAny('*', '?') && !value.Contains("${", StringComparison.Ordinal) && PolicyPattern.IsMatch(Request.Resource.Value, value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMalformed(Statement statement, LayerRules rules) =>
        statement.Problem is not null
        || (statement.Principals is not null && !rules.Has(LayerRules.NamesPrincipals))
        || (statement.Resources is null && (rules & (LayerRules.IgnoresResource | LayerRules.ResourceOptional)) == LayerRules.None)
        || (statement.Resources is { HasIncompleteArn: true } && rules.Has(LayerRules.RefusesIncompleteArns));

    private void EvaluateMalformed(Statement statement, ref LayerOutcome outcome)
    {
        MalformedStatement ??= statement;
        MalformedSeen ??= statement.Problem ?? new(statement.Position, MalformedReason(statement), isWarning: false);
        var applies = Malformed switch
        {
            MalformedStatements.NeverApply => Truth.False,
            MalformedStatements.AlwaysApply => Truth.True,
            _ => Truth.Unknown,
        };
        Recorder?.Malformed(statement, applies);
        if (statement.Effect == Effect.Unreadable)
        {
            // It may be either.
            Count(Effect.Allow, applies, PrincipalMatch.By(Grade.Direct), ref outcome);
            Count(Effect.Deny, applies, PrincipalMatch.By(Grade.Direct), ref outcome);
            return;
        }

        Count(statement.Effect, applies, PrincipalMatch.By(Grade.Direct), ref outcome);
    }

    private static string MalformedReason(Statement statement) =>
        statement.Resources is null ? SimulationMessages.ResourceMissing : statement.Principals is not null ? SimulationMessages.PrincipalNotAllowed : SimulationMessages.IncompleteArn;

    private static void Count(Effect effect, Truth applies, PrincipalMatch principal, ref LayerOutcome outcome)
    {
        if (effect == Effect.Deny)
        {
            outcome.Deny = outcome.Deny.Or(applies.And(principal.Matches));
        }
        else
        {
            outcome.Add(applies, principal);
        }
    }

    // The unique id of the user or role is what precedes the session's name in aws:userid (PRIN-14).
    public ReadOnlySpan<char> UniqueId
    {
        get
        {
            if (Caller.Principal.UniqueId is { } known)
            {
                return known;
            }

            if (!Request.Context.TryGet("aws:userid", out var value) || value.Count != 1)
            {
                return value.IsUnknown ? "?" : default;
            }

            return UserIds.EntityOf(value[0].AsSpan());
        }
    }

    private struct ScanVisitor : IStatementVisitor
    {
        private readonly Evaluation _evaluation;

        public ScanVisitor(Evaluation evaluation) => _evaluation = evaluation;

        public LayerOutcome Outcome;

        public void Visit(Statement statement) => _evaluation.Evaluate(statement, ref Outcome);
    }
}
