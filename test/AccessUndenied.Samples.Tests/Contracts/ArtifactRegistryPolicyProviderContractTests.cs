using AccessUndenied.Contracts;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Samples.ArtifactRegistry;

namespace AccessUndenied.Samples.Tests.Contracts;

[TestFixture]
public sealed class ArtifactRegistryPolicyProviderContractTests : ResourcePolicyProviderContract
{
    private static readonly HttpClient s_nobody = new() { BaseAddress = new("http://127.0.0.1:1") };

    protected override IResourcePolicyProvider Provider { get; } = new ArtifactRegistryPolicyProvider(s_nobody);

    protected override ResourceId Unreadable => new("arn:aws:acme-artifacts:eu-west-1:123456789012:repository/base-images");
}
