using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="IPolicySource"/> promises, asked of every implementation.</summary>
public abstract class PolicySourceContract
{
    /// <summary>The source under test.</summary>
    protected abstract IPolicySource Source { get; }

    /// <summary>A request for which the source has policies, where it can have any.</summary>
    protected abstract AuthorizationRequest Known { get; }

    [Test]
    public async Task GetPoliciesAsync_SameQuestionAgain_IsAnsweredAlike() =>
        Shape(await Source.GetPoliciesAsync(Known, default)).Should().Be(Shape(await Source.GetPoliciesAsync(Known, default)));

    [Test]
    public async Task GetPoliciesAsync_ManyThreads_AreAnsweredAlike()
    {
        var source = Source;
        var expected = Shape(await source.GetPoliciesAsync(Known, default));
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => Shape(await source.GetPoliciesAsync(Known, default)))));
        answers.Should().OnlyContain(answer => answer == expected);
    }

    [Test]
    public async Task GetPoliciesAsync_SignaledToken_IsCanceled()
    {
        using var signaled = new CancellationTokenSource();
        await signaled.CancelAsync();
        await FluentActions.Awaiting(() => Source.GetPoliciesAsync(Known, signaled.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [TestCase("arn:aws:iam::123456789012:role/nobody", "nobody", "123456789012")]
    [TestCase("../../../etc/passwd", "../../../etc/passwd", "..")]
    [TestCase("", "", "")]
    [TestCase("arn:aws:iam::999999999999:user/\u0000\u202e", "\u0000\u202e", "999999999999")]
    public async Task GetPoliciesAsync_StrangersAndHostileNames_AreAnswersAndNotFaults(string id, string name, string account)
    {
        var stranger = Known with { Principal = new() { Kind = PrincipalKind.Role, Id = id, EntityId = id, Name = name, AccountId = account } };
        var policies = await Source.GetPoliciesAsync(stranger, default);
        policies.Unavailable.Where(item => item.What.Length == 0 || item.Why.Length == 0).Should().BeEmpty(because: "evidence says what is missing, and why");
    }

    [Test]
    public async Task GetPoliciesAsync_KnownCaller_HasPoliciesOrEvidence()
    {
        var policies = await Source.GetPoliciesAsync(Known, default);
        (policies.Identity.Count + policies.Unavailable.Count).Should().BePositive(because: "an empty layer means that no policy applies");
        policies.Identity.Where(policy => policy.Document is null && policy.Problem is null).Should().BeEmpty();
    }

    private static string Shape(PolicySet policies) => string.Join(
        '|',
        policies.Identity.Concat(policies.PermissionsBoundaries).Concat(policies.SessionPolicies).Concat(policies.VpcEndpoint)
            .Concat(policies.ServiceControl.Concat(policies.ResourceControl).SelectMany(node => node.Policies)).Append(policies.ResourcePolicy)
            .Select(policy => $"{policy?.Name} {policy?.Id} {policy?.AttachedTo}").Order(StringComparer.Ordinal)
            .Concat(policies.Unavailable.Select(item => $"{item.Layer} {item.What} {item.Why}").Order(StringComparer.Ordinal)));
}
