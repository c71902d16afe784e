using AccessUndenied.Conditions;
using AccessUndenied.Contracts;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class SingleConditionKeyContractTests : ConditionKeyProviderContract
{
    protected override IConditionKeyProvider Provider { get; } = new SingleConditionKey("acme:Tenant", _ => ContextValue.Of("blue"));

    protected override string KnownKey => "acme:Tenant";

    protected override ConditionKeyQuery Query => new(ContractEvents.Denied, ContractRequests.OfSample, ContextFacts.None);
}
