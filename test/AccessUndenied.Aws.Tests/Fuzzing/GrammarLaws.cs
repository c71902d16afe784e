using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Aws.Tests.Properties;
using AccessUndenied.Aws.Tests.Remediations;
using AccessUndenied.Aws.Tests.Simulation;
using AccessUndenied.Remediations;
using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Requests and policies that a grammar makes, and what holds of the decisions on them.</summary>
internal sealed class GrammarLaws
{
    private readonly DecisionJudge _judge = new();
    private readonly PCG _random;

    /// <param name="stream">Which of the many sequences; each begins with <paramref name="seed"/>.</param>
    /// <param name="seed">Where it begins.</param>
    public GrammarLaws(uint stream, ulong seed) => _random = new(stream, seed);

    /// <summary>The request that is looked at.</summary>
    public string Current { get; private set; } = "";

    /// <summary>Makes a request and asks every law, of remedies only where <paramref name="plans"/> says so, since planning is long.</summary>
    /// <exception cref="AssertionException">A law is broken; the message has the request.</exception>
    public void Next(bool plans)
    {
        var input = LawInput.Any.Generate(_random, null, out _);
        Current = input.Text;
        try
        {
            DifferentialTests.Compare(input.Text);
            var before = _judge.Decide(input.Text).Decision;
            before.Should().Be(_judge.Simulate(input.Text).Decision);
            AddedDenyWidensNothing(input, before);
            if (plans && before is Decision.ImplicitDeny or Decision.ExplicitDeny)
            {
                VerifiedRemediesAllow(input.Text);
            }
        }
        catch (Exception exception)
        {
            throw new AssertionException($"{exception.GetType().Name}: {exception.Message}\n{input.Text}", exception);
        }
    }

    private void AddedDenyWidensNothing(LawInput input, Decision before)
    {
        var draft = EditableRequest.Read(input.Text);
        draft.AddStatement(input.Member, input.Pick, AddedStatementLaws.WithEffect(input.Statement, "Deny"));
        var after = _judge.Decide(draft.Write()).Decision;
        (before switch
        {
            Decision.Allowed => true,
            Decision.ExplicitDeny => after == Decision.ExplicitDeny,
            _ => after != Decision.Allowed,
        }).Should().BeTrue(because: $"one more Deny makes {before} {after}: {draft.Write()}");
    }

    private static void VerifiedRemediesAllow(string text)
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(text));
        foreach (var plan in Plans.ForAsync(request, policies).GetAwaiter().GetResult().Where(plan => plan.Verified && plan.Changes.Count > 0))
        {
            var call = request with { Context = request.Context.With(plan.Sets) };
            StoryCase.Simulator.Simulate(call, PolicyEdits.Apply(policies with { Unavailable = [] }, plan.Changes, request)).Decision.Should().Be(Decision.Allowed, because: plan.Sentence);
        }
    }
}
