using System.Text;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies;

/// <summary>UID-20: which services a role trusts decides who made a call in its name.</summary>
public sealed class TrustedServicesTests
{
    [TestCase("""{"Service":"ec2.amazonaws.com"}""", "athena", false)]
    [TestCase("""{"Service":"ec2.amazonaws.com"}""", "ec2", true)]
    [TestCase("""{"Service":["ec2.amazonaws.com","athena.amazonaws.com"]}""", "athena", true)]
    [TestCase("""{"Service":"athena.eu-west-1.amazonaws.com"}""", "athena", true)]
    [TestCase("""{"Service":"ops.apigateway.amazonaws.com"}""", "apigateway", true)]
    [TestCase("""{"AWS":"arn:aws:iam::111111111111:root"}""", "athena", false)]

    // What is written so that it cannot be read off is not known.
    [TestCase("""{"Service":"*"}""", "athena", null)]
    [TestCase("""{"Service":"\\u0061thena.amazonaws.com"}""", "athena", null)]
    public async Task GetPoliciesAsync_TrustPolicy_TellsWhetherAServiceMayUseTheRole(string principal, string service, bool? expected)
    {
        var snapshot = new SnapshotBuilder().Add(
            Encoding.UTF8.GetBytes($$"""
                { "SnapshotVersion": 1, "Accounts": { "111111111111": { "AuthorizationDetails": { "RoleDetailList": [ { "RoleName": "app", "RoleId": "AROAEXAMPLEEXAMPLE000",
                  "Arn": "arn:aws:iam::111111111111:role/app", "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Principal": {{principal}}, "Action": "sts:AssumeRole" } ] } } ] } } } }
                """),
            "test.json").Build();
        var set = await new SnapshotPolicySource(snapshot).GetPoliciesAsync(
            new AuthorizationRequest
            {
                Principal = new() { Kind = PrincipalKind.Role, Id = "arn:aws:iam::111111111111:role/app", EntityId = "arn:aws:iam::111111111111:role/app", AccountId = "111111111111" },
                Action = "s3:GetObject",
                Resource = new("arn:aws:s3:::b/k"),
            },
            CancellationToken.None);

        var isKnown = set.Facts.TryGet(TrustFact.Prefix + service, out var value);
        isKnown.Should().Be(expected is not null);
        value.IsKnown.Should().Be(expected == true);
    }
}
