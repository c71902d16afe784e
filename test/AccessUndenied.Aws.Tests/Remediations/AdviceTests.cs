using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Advice that is safe to follow: in the right order, no wider than it says, and proved where it says so.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AdviceTests
{
    [TestCaseSource(typeof(AdviceCase), nameof(AdviceCase.All))]
    public async Task Plan_AdviceCase_IsInOrderAndSaysWhatItIs(object entry)
    {
        var advice = (AdviceCase)entry;
        var plans = await PlanAsync(advice);
        var kinds = plans.Select(plan => AdviceCase.NameOf(plan.Kind)).ToList();
        var all = string.Join('\n', plans.Select(plan => $"{plan.Kind} {plan.Verified}: {plan.Sentence} {string.Join(' ', plan.Changes.Select(change => change.Json))} {string.Join(' ', plan.Warnings)}"));

        // Who else might make the call, and a tag on which others' guardrails hang, come after everything.
        plans.Where(plan => !IsOfOthers(plan) && !LetsInStranger(plan)).Select(plan => (int)plan.Kind).Should().BeInAscendingOrder(all);
        plans.SkipWhile(plan => !IsOfOthers(plan)).Where(plan => !IsOfOthers(plan)).Should().BeEmpty(because: all);
        plans.Should().NotContain(plan => LetsInStranger(plan) && (plan.Verified || plan.Kind != RemediationKind.GuardrailChange), because: all);
        plans.SkipWhile(plan => !LetsInStranger(plan)).Where(plan => !IsOfOthers(plan) && !LetsInStranger(plan)).Should().BeEmpty(because: all);
        (advice.Flag("letsInStranger") is { } strange && plans.Any(LetsInStranger) != strange).Should().BeFalse(because: all);
        if (advice.Texts("kinds") is { } expected)
        {
            kinds.Distinct().Should().Equal(expected, because: all);
        }

        if (advice.Text("firstKind") is { } first)
        {
            kinds.FirstOrDefault().Should().Be(first, because: all);
        }

        if (advice.Text("lastKind") is { } last)
        {
            kinds.LastOrDefault().Should().Be(last, because: all);
        }

        if (advice.Flag("firstVerified") is { } verified)
        {
            plans[0].Verified.Should().Be(verified, because: all);
        }

        kinds.Should().NotContain(advice.Texts("noKinds") ?? ["-"], because: all);
        foreach (var plan in plans.Where(plan => plan.Kind is RemediationKind.CallerChange or RemediationKind.Keep))
        {
            plan.Changes.Should().BeEmpty(all);
        }
    }

    [TestCaseSource(typeof(AdviceCase), nameof(AdviceCase.All))]
    public async Task Plan_AdviceCase_WritesAndSaysNoMoreThanIsSafe(object entry)
    {
        var advice = (AdviceCase)entry;
        var plans = await PlanAsync(advice);
        var changes = plans.SelectMany(plan => plan.Changes).ToList();
        var json = string.Join('\n', changes.Select(change => change.Json));
        var words = string.Join('\n', plans.Select(plan => plan.Sentence));
        Contains(json, advice.Texts("json")?.Select(Regex.Escape));
        Lacks(json, advice.Texts("noJson"));
        Contains(words, advice.Texts("says"));
        Lacks(words, advice.Texts("noSays"));
        Contains(string.Join('\n', plans.SelectMany(plan => plan.Opens)), advice.Texts("opens")?.Select(Regex.Escape));
        Lacks(string.Join('\n', plans.SelectMany(plan => plan.Opens)), advice.Texts("noOpens"));
        Contains(string.Join('\n', plans.SelectMany(plan => plan.Assumptions.Select(note => note.Text))), advice.Texts("assumes"));
        Contains(string.Join('\n', changes.SelectMany(change => change.Scripts).Select(script => script.Text)), advice.Texts("scripts")?.Select(Regex.Escape));
        if (advice.Flag("documentKnown") is { } known)
        {
            changes.Should().NotBeEmpty().And.OnlyContain(change => change.CurrentDocumentKnown == known);
        }

        if (advice.Flag("noVerifiedGuardrail") == true)
        {
            plans.Should().Contain(plan => plan.Kind == RemediationKind.GuardrailChange).And.NotContain(plan => plan.Kind == RemediationKind.GuardrailChange && plan.Verified);
        }

        if (advice.Flag("noVerifiedGrant") == true)
        {
            plans.Should().NotContain(plan => plan.Kind == RemediationKind.Grant && plan.Verified);
        }
    }

    [TestCaseSource(typeof(AdviceCase), nameof(AdviceCase.All))]
    public async Task Plan_AdviceCase_WarnsOfWhatItGives(object entry)
    {
        var advice = (AdviceCase)entry;
        var plans = await PlanAsync(advice);
        var ids = plans.SelectMany(plan => plan.Warnings).Select(warning => warning.Id).ToList();
        (advice.Texts("warnings") ?? []).Should().BeSubsetOf(ids);
        foreach (var absent in advice.Texts("noWarnings") ?? [])
        {
            ids.Should().NotContain(id => absent == "*" || id == absent);
        }
    }

    private static bool LetsInStranger(Remediation plan) => plan.Assumptions.Any(note => note.Id == "lets-in-stranger");

    private static bool IsOfOthers(Remediation plan) =>
        plan.Sentence.StartsWith("Leave the call to", StringComparison.Ordinal) || plan.Sentence.Contains("whoever answers for it agrees", StringComparison.Ordinal);

    // Whoever pastes at night must not think that it is done.
    [TestCaseSource(typeof(AdviceCase), nameof(AdviceCase.All))]
    public async Task Plan_AdviceCase_HasNoReadyCommandForWhatIsToBeFilledIn(object entry)
    {
        var changes = (await PlanAsync((AdviceCase)entry)).SelectMany(plan => plan.Changes).ToList();
        foreach (var change in changes)
        {
            var holdsPlaceholder = change.Json.Contains("\"ACCOUNT\"", StringComparison.Ordinal) || change.Json.Contains(":REGION:", StringComparison.Ordinal)
                || change.Json.Contains("\"AUDIENCE\"", StringComparison.Ordinal) || change.Json.Contains("\"SUBJECT\"", StringComparison.Ordinal);
            change.HasPlaceholders.Should().Be(holdsPlaceholder, because: change.Json);
            if (holdsPlaceholder)
            {
                change.Scripts.Should().ContainSingle().Which.Format.Should().Be("by-hand");
                change.Scripts[0].Heading.Should().Contain("placeholder");
            }
        }
    }

    // COND-02: next to a condition no statement without one, in whatever form.
    [TestCaseSource(typeof(AdviceCase), nameof(AdviceCase.All))]
    public async Task Plan_AdviceCase_NeverGoesRoundACondition(object entry)
    {
        var advice = (AdviceCase)entry;
        foreach (var change in (await PlanAsync(advice)).SelectMany(plan => plan.Changes).Where(_ => advice.Text("unconditional") is not null))
        {
            var node = JsonNode.Parse(change.Json)!;
            foreach (var statement in node["Statement"] is JsonArray statements ? statements.ToList() : [node])
            {
                (statement!["Effect"]!.GetValue<string>() == "Allow" && statement["Condition"] is null).Should().BeFalse(because: change.Json);
            }
        }
    }

    [TestCaseSource(typeof(AdviceCase), nameof(AdviceCase.All))]
    public async Task Plan_AdviceCase_IsAllowedWhereItSaysSo(object entry)
    {
        var (request, policies) = ((AdviceCase)entry).Read();
        foreach (var plan in (await PlanAsync((AdviceCase)entry)).Where(plan => plan.Verified))
        {
            var call = request with { Context = request.Context.With(plan.Sets) };
            StoryCase.Simulator.Simulate(call, PolicyEdits.Apply(policies with { Unavailable = [] }, plan.Changes, request)).Decision
                .Should().Be(Decision.Allowed, because: plan.Sentence);
        }
    }

    private static async Task<IReadOnlyList<Remediation>> PlanAsync(AdviceCase advice)
    {
        var (request, policies) = advice.Read();
        return await Plans.ForAsync(request, policies);
    }

    private static void Contains(string text, IEnumerable<string>? patterns)
    {
        foreach (var pattern in patterns ?? [])
        {
            text.Should().MatchRegex(new Regex(pattern, RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout));
        }
    }

    private static void Lacks(string text, IEnumerable<string>? patterns)
    {
        foreach (var pattern in patterns ?? [])
        {
            text.Should().NotMatchRegex(new Regex(pattern, RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout));
        }
    }
}
