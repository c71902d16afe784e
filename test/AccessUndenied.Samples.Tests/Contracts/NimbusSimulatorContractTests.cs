using AccessUndenied.Contracts;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Samples.Tests.Contracts;

[TestFixture]
public sealed class NimbusSimulatorContractTests : SimulatorContract
{
    protected override ISimulator Simulator { get; } = Nimbus.Get<ISimulator>();

    protected override AuthorizationRequest Request { get; } = new()
    {
        Principal = new() { Kind = PrincipalKind.User, Id = "member/ana", EntityId = "member/ana", AccountId = "shop" },
        Action = "disk:Read",
        Resource = new("shop/disk/logs", "shop"),
    };
}
