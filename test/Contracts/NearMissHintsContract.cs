using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="INearMissHints"/> promises, asked of every implementation.</summary>
public abstract class NearMissHintsContract
{
    /// <summary>The hints under test.</summary>
    protected abstract INearMissHints Hints { get; }

    /// <summary>The simulator whose results they are asked about.</summary>
    protected abstract ISimulator Simulator { get; }

    /// <summary>A request that nothing allows.</summary>
    protected abstract AuthorizationRequest Refused { get; }

    [Test]
    public async Task EveryQuestion_AskedTwice_IsAnsweredAlike()
    {
        foreach (var query in await QueriesAsync(Refused))
        {
            Hints.HintFor(query).Should().Be(Hints.HintFor(query));
            Hints.RefusalFor(query).Should().BeEquivalentTo(Hints.RefusalFor(query));
            Hints.SuspectsFor(query).Should().Equal(Hints.SuspectsFor(query));
            Hints.IsOfKindWithoutPolicy(query).Should().Be(Hints.IsOfKindWithoutPolicy(query));
        }
    }

    [Test]
    public async Task EveryHint_HasAnIdAndASentence()
    {
        foreach (var query in await QueriesAsync(Refused))
        {
            foreach (var note in Hints.SuspectsFor(query).Append(Hints.HintFor(query)).OfType<Events.Note>())
            {
                note.Id.Should().MatchRegex("^[a-z0-9]+(-[a-z0-9]+)*$");
                note.Text.Should().NotBeNullOrWhiteSpace();
            }
        }
    }

    [Test]
    public async Task ProbesFor_AnyQuestion_AskForTheSameCallerAndNeverForTheRequestItself()
    {
        foreach (var query in await QueriesAsync(Refused))
        {
            Hints.ProbesFor(query).Where(probe => probe.Principal != query.Request.Principal || (probe.Action == query.Request.Action && probe.Resource == query.Request.Resource)).Should().BeEmpty();
        }
    }

    [TestCase("no-colon", "*")]
    [TestCase(":", "arn:")]
    [TestCase("contract:Unheard", "arn:aws:::::")]
    [TestCase("\u0000:\u202e", "\u0000\u202e../..")]
    public async Task EveryQuestion_OfWhatIsNoActionAndNoResource_IsAnAnswer(string action, string resource)
    {
        foreach (var query in await QueriesAsync(Refused with { Action = action, Resource = new(resource) }))
        {
            var asking = () => (Hints.HintFor(query), Hints.RefusalFor(query), Hints.SuspectsFor(query), Hints.IsOfKindWithoutPolicy(query), Hints.ProbesFor(query));
            asking.Should().NotThrow();
        }
    }

    [Test]
    public async Task HintFor_ManyThreads_GetTheSame()
    {
        var query = (await QueriesAsync(Refused))[0];
        var (hints, expected) = (Hints, Hints.HintFor(query));
        Enumerable.Range(0, 64).AsParallel().Select(_ => hints.HintFor(query)).Should().OnlyContain(hint => hint == expected);
    }

    // Of the whole refusal, and of each layer that lacks an allow.
    private async Task<List<HintQuery>> QueriesAsync(AuthorizationRequest request)
    {
        var result = await Simulator.SimulateAsync(request, PolicySet.Empty, default);
        var whole = new HintQuery { Request = request, Policies = PolicySet.Empty, Result = result };
        return [whole, .. Enum.GetValues<PolicyLayer>().Select(layer => new HintQuery(whole) { Layer = layer })];
    }
}
