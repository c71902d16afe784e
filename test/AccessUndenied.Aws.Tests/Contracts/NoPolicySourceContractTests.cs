using AccessUndenied.Contracts;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class NoPolicySourceContractTests : PolicySourceContract
{
    protected override IPolicySource Source { get; } = new NoPolicySource("there are no credentials; sign in");

    protected override AuthorizationRequest Known => ContractRequests.OfSample;
}
