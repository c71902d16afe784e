using System.Text;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Simulation.Batch;

/// <summary>Each kind of policy comes from the request, or else from the source; never from both.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PolicyMergeTests
{
    private static readonly AttachedPolicy s_fromSource = new() { Name = "source", Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[]}""") };

    private static readonly PolicySet s_source = new()
    {
        Identity = [s_fromSource],
        PermissionsBoundaries = [s_fromSource],
        SessionPolicies = [s_fromSource],
        ResourcePolicy = s_fromSource,
        ServiceControl = [new("r-root", null, [s_fromSource])],
        ResourceControl = [new("r-root", null, [s_fromSource])],
        VpcEndpoint = [s_fromSource],
        PrincipalInManagementAccount = true,
        ResourceInManagementAccount = true,
        RestrictsPublicPolicies = true,
        ResourceAccountId = "111111111111",
        Unavailable = [.. Enum.GetValues<PolicyLayer>().Select(layer => new UnavailableEvidence(layer, "x", "y")), new(null, "x", "y")],
    };

    [Test]
    public void Of_NothingGiven_TakesAllFromTheSource() => Merge("").Should().BeEquivalentTo(s_source);

    [TestCase("\"identityPolicies\":[]", nameof(PolicySet.Identity), PolicyLayer.Identity)]
    [TestCase("\"permissionsBoundaries\":[]", nameof(PolicySet.PermissionsBoundaries), PolicyLayer.PermissionsBoundary)]
    [TestCase("\"sessionPolicies\":null", nameof(PolicySet.SessionPolicies), PolicyLayer.Session)]
    [TestCase("\"resourcePolicy\":null", nameof(PolicySet.ResourcePolicy), PolicyLayer.Resource)]
    [TestCase("\"resourcePolicy\":null", nameof(PolicySet.ResourcePolicy), PolicyLayer.RoleTrust)]
    [TestCase("\"serviceControlPolicies\":[]", nameof(PolicySet.ServiceControl), PolicyLayer.ServiceControl)]
    [TestCase("\"resourceControlPolicies\":[]", nameof(PolicySet.ResourceControl), PolicyLayer.ResourceControl)]
    [TestCase("\"vpcEndpointPolicies\":[]", nameof(PolicySet.VpcEndpoint), PolicyLayer.VpcEndpoint)]
    public void Of_OneKindGiven_TakesThatKindAloneFromTheRequest(string member, string property, PolicyLayer layer)
    {
        var merged = Merge(member);
        var value = typeof(PolicySet).GetProperty(property)!.GetValue(merged);
        (value is null or System.Collections.ICollection { Count: 0 }).Should().BeTrue();
        merged.IsUnavailable(layer).Should().BeFalse();
        merged.Unavailable.Should().HaveCountGreaterThan(5);
        foreach (var other in typeof(PolicySet).GetProperties().Where(other => other.Name != property && other.Name is not ("Unavailable" or "Empty")))
        {
            other.GetValue(merged).Should().BeEquivalentTo(other.GetValue(s_source), because: other.Name);
        }
    }

    [Test]
    public void Of_FlagsGiven_TakesThemFromTheRequest()
    {
        var merged = Merge("\"principalInManagementAccount\":false,\"resourceInManagementAccount\":false,\"s3BlockPublicAccess\":false");
        merged.Should().BeEquivalentTo(s_source with { PrincipalInManagementAccount = false, ResourceInManagementAccount = false, RestrictsPublicPolicies = false });
    }

    [Test]
    public void RunAsync_Source_IsAskedWithTheRequestAndGivesTagsAndPolicies()
    {
        var source = new FakeSource(new()
        {
            Identity =
            [
                new()
                {
                    Name = "own-team",
                    Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}}}"""),
                },
            ],
            Facts = new(new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase) { ["aws:PrincipalTag/team"] = ContextValue.Of("a") }, []),
        });
        const string Asked = """{"principal":"arn:aws:iam::123456789012:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","context":{"aws:SourceVpce":"vpce-1"}}""";
        var lines = BatchRun.Lines(Asked + "\n" + BatchRun.Request("own", "s3:PutObject") + "\nnonsense", BatchRun.With(source));
        lines.Select(line => BatchRun.Member(line, "decision")).Should().Equal("allowed", "implicitDeny", null);
        source.Requests.Should().HaveCount(2);
        source.Requests[0].NetworkEndpointId.Should().Be("vpce-1");
    }

    private static PolicySet Merge(string members)
    {
        var json = $$"""{"principal":"arn:aws:iam::123456789012:role/app","action":"s3:GetObject","resource":"*"{{(members.Length > 0 ? "," + members : "")}}}""";
        var request = new BatchRequestReader(new()).Read(Encoding.UTF8.GetBytes(json));
        request.Error.Should().BeNull();
        return PolicyMerge.Of(request, s_source);
    }

    private sealed class FakeSource(PolicySet policies) : IPolicySource
    {
        public List<AuthorizationRequest> Requests { get; } = [];

        public async ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Requests.Add(request);
            return policies;
        }
    }
}
