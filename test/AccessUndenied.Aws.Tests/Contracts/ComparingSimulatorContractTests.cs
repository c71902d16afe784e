using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Simulation.Iam;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Contracts;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class ComparingSimulatorContractTests : SimulatorContract
{
    private FakeAws _fake = null!;
    private AwsConnection _connection = null!;

    protected override ISimulator Simulator => new ComparingSimulator(new(), new(_connection));

    protected override AuthorizationRequest Request => ContractRequests.OfSample;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _fake = await SampleOrganization.StartAsync();
        _connection = SampleOrganization.Connect(_fake);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _connection.Dispose();
        await _fake.DisposeAsync();
    }
}
