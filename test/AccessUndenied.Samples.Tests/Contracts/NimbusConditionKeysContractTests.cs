using AccessUndenied.Conditions;
using AccessUndenied.Contracts;
using AccessUndenied.Requests;
using AccessUndenied.Samples.OtherCloud;

namespace AccessUndenied.Samples.Tests.Contracts;

[TestFixture]
public sealed class NimbusConditionKeysContractTests : ConditionKeyProviderContract
{
    protected override IConditionKeyProvider Provider { get; } = Nimbus.Get<IConditionKeyProvider>();

    protected override string KnownKey => "nimbus:Member";

    protected override ConditionKeyQuery Query { get; } = new(
        new NimbusEvent { Id = "n", Member = "member/ana", Project = "shop", Target = "disk/logs" },
        new()
        {
            Principal = new() { Kind = PrincipalKind.User, Id = "member/ana", EntityId = "member/ana", AccountId = "shop" },
            Action = "disk:Read",
            Resource = new("shop/disk/logs", "shop"),
        },
        ContextFacts.None);
}
