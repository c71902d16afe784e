using AccessUndenied.Conditions;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="IConditionKeyProvider"/> promises, asked of every implementation.</summary>
public abstract class ConditionKeyProviderContract
{
    /// <summary>The provider under test.</summary>
    protected abstract IConditionKeyProvider Provider { get; }

    /// <summary>A request of which it knows a key.</summary>
    protected abstract ConditionKeyQuery Query { get; }

    /// <summary>The key that it knows.</summary>
    protected abstract string KnownKey { get; }

    [Test]
    public void TryGetValue_AnyCase_GivesTheSameValue()
    {
        Provider.TryGetValue(KnownKey, Query, out var value).Should().BeTrue();
        Provider.TryGetValue(KnownKey.ToUpperInvariant(), Query, out var upper).Should().BeTrue();
        Provider.TryGetValue(KnownKey, Query, out var again).Should().BeTrue();
        (upper, again).Should().Be((value, value));
    }

    [TestCase("contract:nobody-knows-this")]
    [TestCase("no-colon")]
    [TestCase("")]
    [TestCase("\u0000:\u202e")]
    public void TryGetValue_WhatIsNoKeyOfIts_IsFalseOrSaysThatItIsUnknown(string key)
    {
        var known = Provider.TryGetValue(key, Query, out var value);
        (!known || !value.IsKnown).Should().BeTrue();
    }

    [Test]
    public void TryGetValue_ManyThreads_GetTheSame()
    {
        var (provider, query) = (Provider, Query);
        provider.TryGetValue(KnownKey, query, out var expected);
        Enumerable.Range(0, 64).AsParallel().Select(_ => provider.TryGetValue(KnownKey, query, out var value) && value == expected).Should().OnlyContain(same => same);
    }
}
