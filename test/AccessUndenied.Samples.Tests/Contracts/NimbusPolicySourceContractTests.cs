using AccessUndenied.Contracts;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Samples.Tests.Contracts;

[TestFixture]
public sealed class NimbusPolicySourceContractTests : PolicySourceContract
{
    protected override IPolicySource Source { get; } = Nimbus.Get<IPolicySource>();

    protected override AuthorizationRequest Known { get; } = new()
    {
        Principal = new() { Kind = PrincipalKind.User, Id = "member/ana", EntityId = "member/ana", AccountId = "shop" },
        Action = "disk:Read",
        Resource = new("shop/disk/logs", "shop"),
    };
}
