using AccessUndenied.Aws.Simulation;
using AccessUndenied.Contracts;
using AccessUndenied.Requests;
using AccessUndenied.Samples.FrozenAccounts;
using AccessUndenied.Simulation;

namespace AccessUndenied.Samples.Tests.Contracts;

[TestFixture]
public sealed class FrozenAccountsSimulatorContractTests : SimulatorContract
{
    protected override ISimulator Simulator { get; } = new FrozenAccountsSimulator(new LocalSimulator(), ["999999999999"]);

    protected override AuthorizationRequest Request { get; } = new()
    {
        Principal = new() { Kind = PrincipalKind.User, Id = "arn:aws:iam::123456789012:user/u", EntityId = "arn:aws:iam::123456789012:user/u", AccountId = "123456789012", Name = "u" },
        Action = "s3:GetObject",
        Resource = new("arn:aws:s3:::bucket/key", "123456789012"),
    };
}
