using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Contracts;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class SnapshotPolicySourceContractTests : PolicySourceContract
{
    protected override IPolicySource Source { get; } = new SnapshotPolicySource(Snapshot.Open([SampleOrganization.SnapshotPath]));

    protected override AuthorizationRequest Known => ContractRequests.OfSample;
}
