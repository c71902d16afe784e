using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Conditions;
using AccessUndenied.Aws.Tests.Events;
using AccessUndenied.Conditions;
using AccessUndenied.Contracts;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class CloudTrailConditionKeysContractTests : ConditionKeyProviderContract
{
    protected override IConditionKeyProvider Provider { get; } = new CloudTrailConditionKeys(ActionCatalog.Default);

    protected override string KnownKey => "aws:RequestedRegion";

    protected override ConditionKeyQuery Query => new(ContractEvents.Denied, ContractRequests.OfSample, ContextFacts.None);
}
