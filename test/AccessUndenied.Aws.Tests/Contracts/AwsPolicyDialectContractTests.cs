using AccessUndenied.Aws.Remediations;
using AccessUndenied.Contracts;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class AwsPolicyDialectContractTests : PolicyDialectContract
{
    protected override IPolicyDialect Dialect { get; } = new AwsPolicyDialect();

    protected override AuthorizationRequest Known => ContractRequests.OfSample;
}
