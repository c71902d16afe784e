using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Aws.Tests.Reference;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>The laws of remediations.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RemediationPropertyTests
{
    [Test]
    public void Plan_VerifiedRemediation_SimulatesAsAllowedAndNeedsEveryPart()
    {
        SimulationRequests.Text.Sample(Check, iter: 1500, threads: 1);
    }

    [TestCaseSource(nameof(Stories))]
    public void Plan_OfEveryStory_SimulatesAsAllowedAndNeedsEveryPart(object entry)
    {
        var (request, policies) = ((StoryCase)entry).Read();
        Check(request, policies);
    }

    private static IEnumerable<TestCaseData> Stories() => StoryCase.In("NearMisses.json").Concat(StoryCase.In("Causes.json"));

    private static void Check(string json)
    {
        var read = new BatchRequestReader(new GivenDocumentCache()).Read(System.Text.Encoding.UTF8.GetBytes(json));
        if (read.Error is null && read.Request is not null)
        {
            Check(read.Request, read.Policies);
        }
    }

    private static void Check(AuthorizationRequest request, PolicySet policies)
    {
        var counting = new Plans();
        var plans = counting.PlanAsync(request, policies).GetAwaiter().GetResult();
        counting.Simulations.Should().BeLessThanOrEqualTo(10);
        foreach (var plan in plans.Where(plan => plan.Verified))
        {
            var call = request with { Context = request.Context.With(plan.Sets) };
            Decide(call, policies, plan.Changes).Should().Be(Decision.Allowed, because: plan.Sentence);
            foreach (var change in plan.Changes)
            {
                var fewer = plan.Changes.Where(other => !ReferenceEquals(other, change)).ToList();
                if (counting.Simulations < 10 && !KeepsTheRestOfADeny(change))
                {
                    Decide(call, policies, fewer).Should().NotBe(Decision.Allowed, because: $"'{change.StatementJson}' is part of: {plan.Sentence}");
                }

                CheckDocument(plan, change);
            }
        }
    }

    // It denies what the narrowed statement no longer does; the request needs it for nothing.
    private static bool KeepsTheRestOfADeny(PolicyChange change) =>
        change.AddedStatements.Count > 0 && change.AddedStatements.All(text => text.StartsWith("{\"Effect\":\"Deny\"", StringComparison.Ordinal));

    private static Decision Decide(AuthorizationRequest request, PolicySet policies, IReadOnlyList<PolicyChange> changes) =>
        StoryCase.Simulator.Simulate(request, PolicyEdits.Apply(policies with { Unavailable = [] }, changes, request)).Decision;

    // What is handed out to be pasted is what was simulated, with everything else as it was.
    private static void CheckDocument(Remediation plan, PolicyChange change)
    {
        var written = PolicyDocument.Parse(change.Document);
        var before = change.Policy?.Document is { } document ? PolicyDocument.Parse(document.Json).Statements : [];
        var added = plan.Changes.Count(other => other.IsAddition && other.Layer == change.Layer
            && (ReferenceEquals(other, change) || (change.Policy is { } policy && other.Policy?.Name == policy.Name && other.Policy.Document!.Json.Equals(policy.Document!.Json))));

        // What speaks of deleted principals alone is left out, since no policy that names one is accepted (PRIN-14).
        var gone = before.Count(statement => statement.Principals is { IsNegated: false, Entries: { Count: > 0 } entries }
            && entries.All(entry => entry.Value.Length > 15 && entry.Value.StartsWith("AROA", StringComparison.Ordinal)));
        written.Statements.Should().HaveCount(before.Count - gone + added);
        if (KeepsTheRestOfADeny(change))
        {
            change.Scripts.Should().BeEmpty(because: "the command of the narrowed statement writes both");
            return;
        }

        change.Scripts.Select(script => script.Format).First().Should().BeOneOf("aws-cli", "by-hand");
    }
}
