using System.Text;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Policies;

/// <summary>GK-05: tags that are passed with a session override those of its role.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SessionTagFactsTests
{
    [TestCase("\"sts:AssumeRole\"", PrincipalKind.RoleSession, true)]
    [TestCase("[\"sts:AssumeRole\",\"sts:TagSession\"]", PrincipalKind.RoleSession, false)]
    [TestCase("\"sts:*\"", PrincipalKind.RoleSession, false)]
    [TestCase("[\"sts:AssumeRole\",\"sts:TagSession\"]", PrincipalKind.Role, true)]
    public async Task GetPoliciesAsync_TrustPolicyThatLetsSessionsBeTagged_LeavesTheRolesTagsOpen(string actions, PrincipalKind kind, bool isKnown)
    {
        var set = await ReadAsync(actions, kind);

        set.Facts.TryGet("aws:PrincipalTag/team", out var value).Should().Be(isKnown);
        (value.IsKnown && value[0] == "blue").Should().Be(isKnown);
    }

    [TestCase(0, true)]
    [TestCase(null, false)]
    public async Task Over_SessionWhoseCallIsKnown_HasTheRolesTags(int? sessionPolicies, bool isKnown)
    {
        var set = await ReadAsync("[\"sts:AssumeRole\",\"sts:TagSession\"]", PrincipalKind.RoleSession);

        var over = SessionEvidence.Over(set, new CallerSession { Found = true, SessionPolicies = sessionPolicies });

        over.Facts.TryGet("aws:PrincipalTag/team", out _).Should().Be(isKnown);
    }

    [Test]
    public async Task Over_CallerOfWhomNothingWasRead_KeepsWhatItsSessionIsKnownToBeDenied()
    {
        // ANL-02: what a gap in the history leaves unknown takes nothing from what the call that made the session passed.
        var set = await ReadAsync("\"sts:AssumeRole\"", PrincipalKind.RoleSession);
        var unread = set with { Identity = [], Unavailable = [new(PolicyLayer.Identity, "the caller's policies", "a gap in the trail")] };
        const string Deny = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""";
        var session = new CallerSession { Found = true, SessionPolicies = 1, Policies = [new() { Id = "", Layer = PolicyLayer.Session, IsInline = true, DocumentJson = Deny }] };

        var over = SessionEvidence.Over(unread, session);

        over.SessionPolicies.Should().ContainSingle();
        var verdict = new LocalSimulator().Decide(
            new()
            {
                Principal = new()
                {
                    Kind = PrincipalKind.RoleSession, Id = "arn:aws:sts::111111111111:assumed-role/app/s", EntityId = "arn:aws:iam::111111111111:role/app", AccountId = "111111111111",
                },
                Action = "s3:GetObject",
                Resource = new("arn:aws:s3:::b/k"),
            },
            over);
        verdict.Layer.Should().Be(PolicyLayer.Session);
        verdict.Decision.Should().Be(Decision.ExplicitDeny);
    }

    private static async Task<PolicySet> ReadAsync(string actions, PrincipalKind kind)
    {
        const string Role = "arn:aws:iam::111111111111:role/app";
        var snapshot = new SnapshotBuilder().Add(
            Encoding.UTF8.GetBytes($$"""
                { "SnapshotVersion": 1, "Accounts": { "111111111111": { "AuthorizationDetails": { "RoleDetailList": [ { "RoleName": "app", "RoleId": "AROAEXAMPLEEXAMPLE000",
                  "Arn": "{{Role}}", "Tags": [ { "Key": "team", "Value": "blue" } ], "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Principal": {"AWS":"arn:aws:iam::111111111111:root"}, "Action": {{actions}} } ] } } ] } } } }
                """),
            "test.json").Build();
        return await new SnapshotPolicySource(snapshot).GetPoliciesAsync(
            new AuthorizationRequest
            {
                Principal = new()
                {
                    Kind = kind, Id = kind == PrincipalKind.Role ? Role : "arn:aws:sts::111111111111:assumed-role/app/s", EntityId = Role, EntityIsExact = true, Name = "app",
                    AccountId = "111111111111",
                },
                Action = "s3:GetObject",
                Resource = new("arn:aws:s3:::b/k"),
            },
            CancellationToken.None);
    }
}
