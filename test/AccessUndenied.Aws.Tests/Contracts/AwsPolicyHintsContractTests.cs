using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Explanations;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Contracts;
using AccessUndenied.Explanations;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class AwsPolicyHintsContractTests : NearMissHintsContract
{
    protected override INearMissHints Hints { get; } = new AwsPolicyHints(ActionCatalog.Default);

    protected override ISimulator Simulator { get; } = new LocalSimulator();

    protected override AuthorizationRequest Refused => ContractRequests.OfSample;
}
