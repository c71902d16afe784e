using AccessUndenied.Aws.Simulation;
using AccessUndenied.Contracts;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class LocalSimulatorContractTests : SimulatorContract
{
    protected override ISimulator Simulator { get; } = new LocalSimulator();

    protected override AuthorizationRequest Request => ContractRequests.OfSample;
}
