using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="ISimulator"/> promises, asked of every implementation.</summary>
public abstract class SimulatorContract
{
    private const string Allow = """{"Version":"2012-10-17","Statement":{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string Deny = """{"Version":"2012-10-17","Statement":{"Sid":"D","Effect":"Deny","Action":"*","Resource":"*"}}""";
    private const string Perhaps = """{"Version":"2012-10-17","Statement":{"Sid":"P","Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"contract:dark":"x"}}}}""";

    private static readonly string[][] s_sets = [[], [Allow], [Deny], [Allow, Deny], [Perhaps], [Perhaps, Deny], [Allow, Perhaps]];

    /// <summary>The simulator under test.</summary>
    protected abstract ISimulator Simulator { get; }

    /// <summary>A request that an Allow in an identity policy is enough for.</summary>
    protected abstract AuthorizationRequest Request { get; }

    /// <summary>Whether it can be told that a condition key's value is not known.</summary>
    protected virtual bool KnowsUnknown => true;

    [Test]
    public async Task DecideAsync_EverySet_AgreesWithSimulateAsync()
    {
        foreach (var set in s_sets)
        {
            var result = await Simulator.SimulateAsync(Asked, Policies(set), default);
            (await Simulator.DecideAsync(Asked, Policies(set), default)).Should().Be(result.Decision);
            result.Layers.SelectMany(layer => layer.DecidingStatements).Where(trace => trace.Statement is null || trace.Policy is null).Should().BeEmpty();
        }
    }

    [Test]
    public async Task SimulateAsync_OrderAndRepeats_ChangeNothing()
    {
        foreach (var set in s_sets)
        {
            var decision = await Simulator.DecideAsync(Asked, Policies(set), default);
            (await Simulator.DecideAsync(Asked, Policies([.. set.Reverse()]), default)).Should().Be(decision);
            (await Simulator.DecideAsync(Asked, Policies([.. set, .. set]), default)).Should().Be(decision);
        }
    }

    [Test]
    public async Task SimulateAsync_DenyAmongAllows_Wins() =>
        (await Simulator.SimulateAsync(Asked, Policies([Allow, Deny]), default)).Decision.Should().Be(Decision.ExplicitDeny);

    [Test]
    public async Task SimulateAsync_NoPolicy_AllowsNothing() => (await Simulator.DecideAsync(Asked, Policies([]), default)).Should().NotBe(Decision.Allowed);

    [Test]
    public async Task SimulateAsync_ValueThatNobodyKnows_IsNeverAllowed()
    {
        if (KnowsUnknown)
        {
            (await Simulator.DecideAsync(Asked, Policies([Perhaps]), default)).Should().Be(Decision.Indeterminate);
        }
        else
        {
            (await Simulator.DecideAsync(Asked, Policies([Perhaps]), default)).Should().NotBe(Decision.Allowed);
        }
    }

    [Test]
    public async Task SimulateAsync_SignaledToken_IsCanceled()
    {
        using var signaled = new CancellationTokenSource();
        await signaled.CancelAsync();
        await FluentActions.Awaiting(() => Simulator.SimulateAsync(Asked, Policies([Allow]), signaled.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await FluentActions.Awaiting(() => Simulator.DecideAsync(Asked, Policies([Allow]), signaled.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task SimulateAsync_ManyThreads_DecideAlike()
    {
        var simulator = Simulator;
        var decisions = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await simulator.DecideAsync(Asked, Policies([Allow]), default))));
        decisions.Should().OnlyContain(decision => decision == decisions[0]);
    }

    private AuthorizationRequest Asked => Request with { Context = RequestContext.Of([new("contract:dark", ContextValue.Unknown)]) };

    private static PolicySet Policies(string[] documents) => new()
    {
        Identity = [.. documents.Select((document, index) => new AttachedPolicy { Name = $"p{index}", Document = PolicyDocument.Parse(document) })],
    };
}
