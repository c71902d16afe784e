using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies;

public sealed class EvidenceTests
{
    private const string Account = "111111111111";
    private const string Role = "arn:aws:iam::111111111111:role/app";
    private const string Bucket = "arn:aws:s3:::tags";

    private static readonly UnavailableEvidence[] s_all =
    [
        UnreadEvidence.IdentityPolicies(Role), UnreadEvidence.IdentityPolicies("AROAEXAMPLE"), UnreadEvidence.PermissionsBoundary(Role), UnreadEvidence.FormerIdentityPolicies(Role), UnreadEvidence.GroupPolicies("staff", Role),
        UnreadEvidence.PoliciesThroughGroup("staff", Role), UnreadEvidence.ManagedPolicy("arn:aws:iam::111111111111:policy/p", null), UnreadEvidence.AuthorizationDetails(Account), UnreadEvidence.OtherEntities(Account),
        UnreadEvidence.ResourcePolicy(Bucket), UnreadEvidence.OtherResourcePolicies(Account), UnreadEvidence.AliasedKeyPolicy("arn:aws:kms:eu-west-1:111111111111:alias/a"), UnreadEvidence.TrustPolicy(Role),
        UnreadEvidence.DelegationPolicy(Account), UnreadEvidence.PublicAccessBlock(Bucket), UnreadEvidence.Tags("arn:aws:s3:::b/a key, with blanks"), UnreadEvidence.ServiceControlPolicies(Account),
        UnreadEvidence.ResourceControlPolicies(Account), UnreadEvidence.ResourceControlPoliciesOn(Bucket), UnreadEvidence.EndpointPolicy("vpce-1"),
        UnreadEvidence.PolicyDocument(PolicyLayer.Identity, new() { Document = null, Name = "p", AttachedTo = Role }),
        new UnavailableEvidence(null, "half of something", ""),
    ];

    [TestCaseSource(nameof(s_all))]
    public void Write_EveryKind_IsReadBackTheSame(UnavailableEvidence kind)
    {
        var evidence = kind.Because("why") with { Permission = "s3:GetBucketPolicy" };
        var json = Written(evidence);

        EvidenceMembers.Read(JsonDocument.Parse(json).RootElement).Should().Be(evidence);
        ReadIn(json).Should().Be(evidence);
    }

    [TestCase("tags of arn:aws:ec2:eu-west-1:111111111111:instance/i-1", EvidenceKind.Tags, null, "arn:aws:ec2:eu-west-1:111111111111:instance/i-1")]
    [TestCase("tags of arn:aws:s3:::b/a key, with blanks", EvidenceKind.Tags, null, "arn:aws:s3:::b/a key, with blanks")]
    [TestCase("resource policy of arn:aws:s3:::tags", EvidenceKind.ResourcePolicy, PolicyLayer.Resource, "arn:aws:s3:::tags")]
    [TestCase("resource policies of other resources in account 111111111111", EvidenceKind.OtherResourcePolicies, PolicyLayer.Resource, null)]
    [TestCase("authorization details of account 111111111111", EvidenceKind.AuthorizationDetails, PolicyLayer.Identity, null)]
    [TestCase("AuthorizationDetails", EvidenceKind.AuthorizationDetails, PolicyLayer.Identity, null)]
    [TestCase("authorization details of other users and roles in account 111111111111", EvidenceKind.OtherEntities, PolicyLayer.Identity, null)]
    [TestCase("identity-based policies of arn:aws:iam::111111111111:user/alex through group staff", EvidenceKind.IdentityPolicies, PolicyLayer.Identity, "arn:aws:iam::111111111111:user/alex")]
    [TestCase("identity-based policies of AROAEXAMPLE", EvidenceKind.IdentityPolicies, PolicyLayer.Identity, "AROAEXAMPLE")]
    [TestCase("managed policy arn:aws:iam::111111111111:policy/p", EvidenceKind.ManagedPolicy, null, "arn:aws:iam::111111111111:policy/p")]
    [TestCase("trust policy of arn:aws:iam::111111111111:role/app", EvidenceKind.TrustPolicy, PolicyLayer.RoleTrust, "arn:aws:iam::111111111111:role/app")]
    [TestCase("public access block of arn:aws:s3:::b", EvidenceKind.PublicAccessBlock, PolicyLayer.Resource, "arn:aws:s3:::b")]
    [TestCase("service control policies of account 111111111111", EvidenceKind.ServiceControlPolicies, PolicyLayer.ServiceControl, null)]
    [TestCase("the SCPs", EvidenceKind.ServiceControlPolicies, PolicyLayer.ServiceControl, null)]
    [TestCase("resource control policies of account 111111111111", EvidenceKind.ResourceControlPolicies, PolicyLayer.ResourceControl, null)]
    [TestCase("policy of VPC endpoint vpce-1", EvidenceKind.EndpointPolicy, PolicyLayer.VpcEndpoint, "vpce-1")]
    [TestCase("arn:aws:s3:::b", EvidenceKind.Other, PolicyLayer.Resource, "arn:aws:s3:::b")]
    [TestCase("something else", EvidenceKind.Other, null, null)]
    public void Read_WordsOfAnEarlierVersion_TellKindLayerAndTarget(string what, EvidenceKind kind, PolicyLayer? layer, string? target) =>
        ReadIn($$"""{"What": "{{what}}", "Why": "w"}""").Should().Be(new UnavailableEvidence(layer, what, "w") { Kind = kind, Target = target });

    [Test]
    public void Read_KindBesideMisleadingWords_GoesByTheKind() =>
        ReadIn("""{"What": "tags of the SCP of an endpoint", "Why": "w", "Kind": "resourcePolicy", "Layer": "resource", "Target": "arn:aws:s3:::b"}""")
            .Should().Be(new UnavailableEvidence(PolicyLayer.Resource, "tags of the SCP of an endpoint", "w") { Kind = EvidenceKind.ResourcePolicy, Target = "arn:aws:s3:::b" });

    [Test]
    public void Read_KindOfALaterVersion_GoesByTheWords() =>
        ReadIn("""{"What": "trust policy of arn:aws:iam::111111111111:role/app", "Why": "w", "Kind": "ofTheFuture", "Permission": "iam:GetRole"}""")
            .Should().Be(UnreadEvidence.TrustPolicy(Role).Because("w") with { Permission = "iam:GetRole" });

    [Test]
    public async Task GetPoliciesAsync_RoleThatWasNotRead_LacksPoliciesAndBoundaryForTheSameReason()
    {
        var item = Written(UnreadEvidence.IdentityPolicies(Role).Because("iam:GetRole was denied") with { Permission = "iam:GetRole" });
        var source = new SnapshotPolicySource(Build($$"""{"Accounts": {"{{Account}}": {"AuthorizationDetails": {}, "Unavailable": [{{item}}] } } }"""));

        var set = await source.GetPoliciesAsync(
            new()
            {
                Principal = new() { Kind = PrincipalKind.RoleSession, Id = "arn:aws:sts::111111111111:assumed-role/app/s", EntityId = Role, EntityIsExact = true, AccountId = Account },
                Action = "sqs:SendMessage",
                Resource = new("*"),
            },
            CancellationToken.None);

        set.Unavailable.Where(one => one.Target == Role).Should().BeEquivalentTo(new[]
        {
            UnreadEvidence.IdentityPolicies(Role).Because("iam:GetRole was denied") with { Permission = "iam:GetRole" },
            UnreadEvidence.PermissionsBoundary(Role).Because("iam:GetRole was denied") with { Permission = "iam:GetRole" },
        });
    }

    private static string Written(UnavailableEvidence evidence)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            EvidenceMembers.Write(writer, evidence);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // As a snapshot is read.
    private static UnavailableEvidence ReadIn(string item)
    {
        var snapshot = Build($$"""{"Accounts": {"{{Account}}": {"Unavailable": [{{item}}] } } }""");
        return snapshot.FindAccount(Account)!.Contents.Unavailable.Should().ContainSingle().Subject;
    }

    private static Snapshot Build(string json)
    {
        var builder = new SnapshotBuilder();
        builder.Add(Encoding.UTF8.GetBytes(json), "test.json");
        return builder.Build();
    }
}
