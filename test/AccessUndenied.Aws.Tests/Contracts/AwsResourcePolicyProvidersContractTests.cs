using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Contracts;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

/// <summary>Every provider that is there without being registered, with a resource of an account that no role may be assumed in.</summary>
[TestFixture("arn:aws:s3:::contract-bucket")]
[TestFixture("arn:aws:kms:eu-west-1:999999999999:key/11111111-2222-3333-4444-555555555555")]
[TestFixture("arn:aws:sqs:eu-west-1:999999999999:queue")]
[TestFixture("arn:aws:logs:eu-west-1:999999999999:log-group:group")]
[TestFixture("arn:aws:sns:eu-west-1:999999999999:topic")]
public sealed class AwsResourcePolicyProvidersContractTests(string arn) : ResourcePolicyProviderContract
{
    private FakeAws _fake = null!;
    private AwsConnection _connection = null!;
    private IResourcePolicyProvider _provider = null!;

    protected override IResourcePolicyProvider Provider => _provider;

    protected override ResourceId Unreadable => new(arn, "999999999999", "eu-west-1");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _fake = await SampleOrganization.StartAsync();
        _connection = SampleOrganization.Connect(_fake);
        _provider = AwsResourcePolicyProviders.All(_connection).Single(provider => provider.CanProvide(Unreadable));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _connection.Dispose();
        await _fake.DisposeAsync();
    }
}
