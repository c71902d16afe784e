using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="IResourcePolicyProvider"/> promises, asked of every implementation.</summary>
public abstract class ResourcePolicyProviderContract
{
    /// <summary>The provider under test.</summary>
    protected abstract IResourcePolicyProvider Provider { get; }

    /// <summary>A resource that it provides, of which nothing can be read at the moment.</summary>
    protected abstract ResourceId Unreadable { get; }

    [Test]
    public void CanProvide_ItsOwn_IsTrueAndStaysSo() => Enumerable.Range(0, 3).Select(_ => Provider.CanProvide(Unreadable)).Should().OnlyContain(can => can);

    [TestCase("")]
    [TestCase("*")]
    [TestCase("arn:")]
    [TestCase("arn:aws:::::")]
    [TestCase("\u0000\u202e../..")]
    public void CanProvide_WhatIsNoResource_IsAnAnswer(string resource) => FluentActions.Invoking(() => Provider.CanProvide(new(resource))).Should().NotThrow();

    [Test]
    public async Task GetPolicyAsync_WhatCannotBeRead_IsUnavailableAndSaysWhy() =>
        (await Provider.GetPolicyAsync(Unreadable, default)).Should().BeOfType<ResourcePolicyLookup.Unavailable>().Which.Why.Should().NotBeEmpty();

    [Test]
    public async Task GetPolicyAsync_SignaledToken_IsCanceled()
    {
        using var signaled = new CancellationTokenSource();
        await signaled.CancelAsync();
        await FluentActions.Awaiting(() => Provider.GetPolicyAsync(Unreadable, signaled.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }
}
