using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="IConditionKeyRegistry"/> promises, asked of every implementation.</summary>
public abstract class ConditionKeyRegistryContract
{
    /// <summary>A registry that asks <paramref name="providers"/>, which were registered in this order.</summary>
    protected abstract IConditionKeyRegistry RegistryOf(params IConditionKeyProvider[] providers);

    /// <summary>A request to ask about; nothing is known of <c>contract:key</c>.</summary>
    protected abstract ConditionKeyQuery Query { get; }

    [Test]
    public void Resolve_NobodyKnows_IsUnknown() => RegistryOf().Resolve("contract:key", Query).Should().Be(ContextValue.Unknown);

    [Test]
    public void Resolve_TwoProviders_TheLastRegisteredCounts() =>
        RegistryOf(new Fixed("first"), new Fixed("second")).Resolve("contract:key", Query).Should().Be(ContextValue.Of("second"));

    [Test]
    public void Resolve_TheLastDoesNotKnow_TheOneBeforeIsAsked() =>
        RegistryOf(new Fixed("first"), new Fixed(null)).Resolve("contract:key", Query).Should().Be(ContextValue.Of("first"));

    [Test]
    public void Resolve_AProviderAndAFactOfThePolicies_TheProviderCounts()
    {
        var facts = new ContextFacts(new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase) { ["contract:key"] = ContextValue.Of("fact") }, []);
        RegistryOf(new Fixed("provided")).Resolve("contract:key", new(Query.Event, Query.Request, facts)).Should().Be(ContextValue.Of("provided"));
        RegistryOf(new Fixed(null)).Resolve("contract:key", new(Query.Event, Query.Request, facts)).Should().Be(ContextValue.Of("fact"));
    }

    [TestCase("")]
    [TestCase("no-colon")]
    [TestCase("\u0000:\u202e")]
    public void Resolve_WhatIsNoKey_IsUnknown(string key) => RegistryOf().Resolve(key, Query).Should().Be(ContextValue.Unknown);

    private sealed class Fixed(string? text) : IConditionKeyProvider
    {
        public bool TryGetValue(string key, ConditionKeyQuery query, out ContextValue value)
        {
            value = text is null ? ContextValue.Unknown : ContextValue.Of(text);
            return text is not null;
        }
    }
}
