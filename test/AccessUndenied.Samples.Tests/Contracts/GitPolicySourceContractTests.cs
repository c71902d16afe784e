using AccessUndenied.Contracts;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Samples.GitPolicies;

namespace AccessUndenied.Samples.Tests.Contracts;

[TestFixture]
public sealed class GitPolicySourceContractTests : PolicySourceContract
{
    protected override IPolicySource Source { get; } = new GitPolicySource(Path.Combine(SampleData.Cases, "GitPolicies"));

    protected override AuthorizationRequest Known { get; } = new()
    {
        Principal = new() { Kind = PrincipalKind.Role, Id = "arn:aws:iam::123456789012:role/app", AccountId = "123456789012", Name = "app" },
        Action = "s3:GetObject",
        Resource = new("arn:aws:s3:::bucket/key"),
    };
}
