using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Contracts;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class CloudTrailRequestResolverContractTests : RequestResolverContract
{
    protected override IRequestResolver Resolver { get; } = new CloudTrailRequestResolver(ActionCatalog.Default, decoder: null);

    protected override AccessDeniedEvent Known => ContractEvents.Denied;
}
