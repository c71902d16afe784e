using AccessUndenied.Contracts;
using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Samples.OtherCloud;

namespace AccessUndenied.Samples.Tests.Contracts;

[TestFixture]
public sealed class NimbusRequestResolverContractTests : RequestResolverContract
{
    protected override IRequestResolver Resolver { get; } = Nimbus.Get<IRequestResolver>();

    protected override AccessDeniedEvent Known { get; } = new NimbusEvent { Id = "n", Member = "member/ana", Project = "shop", Target = "disk/logs", Service = "disk", Operation = "Read" };
}
