using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Contracts;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class LivePolicySourceContractTests : PolicySourceContract
{
    private FakeAws _fake = null!;
    private AwsConnection _connection = null!;
    private LivePolicySource _source = null!;

    protected override IPolicySource Source => _source;

    protected override AuthorizationRequest Known => ContractRequests.OfSample;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _fake = await SampleOrganization.StartAsync();
        _connection = SampleOrganization.Connect(_fake);
        _source = new(_connection);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _connection.Dispose();
        await _fake.DisposeAsync();
    }
}
