using AccessUndenied.Aws.Simulation;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>What one more statement can and cannot do.</summary>
public sealed class AddedStatementLaws
{
    private const int Requests = 3_000;

    private readonly DecisionJudge _judge = new();

    [Test]
    public void AddedDeny_InAnyLayer_NeverWidens() => LawInput.Any.Sample(
        input =>
        {
            var draft = EditableRequest.Read(input.Text);
            var before = _judge.Decide(draft.Write()).Decision;
            draft.AddStatement(input.Member, input.Pick, WithEffect(input.Statement, "Deny"));
            var after = _judge.Decide(draft.Write()).Decision;
            if (before == Decision.ExplicitDeny)
            {
                after.Should().Be(Decision.ExplicitDeny, because: draft.Write());
            }
            else if (before != Decision.Allowed)
            {
                after.Should().NotBe(Decision.Allowed, because: draft.Write());
            }
        },
        iter: Requests,
        threads: 1);

    // Not in this law: the first policy of a kind that bounds (permissions boundary, session, endpoint, SCP), whose mere presence takes away;
    // and a policy under S3 Block Public Access, where one more Allow can make it public: see the test below.
    [Test]
    public void AddedAllow_ToALayerThatIsThere_NeverTakesAccessAway() => LawInput.Any.Sample(
        input =>
        {
            var draft = EditableRequest.Read(input.Text);
            var isBound = input.Member is "permissionsBoundaries" or "sessionPolicies" or "vpcEndpointPolicies" or "serviceControlPolicies";
            var isThere = draft.Layers.Exists(layer => layer.Member == input.Member && layer.Policies.Count > 0);
            if ((isBound && !isThere) || (input.Member == "resourcePolicy" && draft["s3BlockPublicAccess"] == "true"))
            {
                return;
            }

            var before = _judge.Decide(draft.Write()).Decision;
            draft.AddStatement(input.Member, input.Pick, WithEffect(input.Statement, "Allow"));
            var after = _judge.Decide(draft.Write()).Decision;
            Decision[] possible = before switch
            {
                Decision.Allowed => [Decision.Allowed],
                Decision.ExplicitDeny => [Decision.ExplicitDeny],
                Decision.Indeterminate => [Decision.Indeterminate, Decision.Allowed],
                _ => [Decision.ImplicitDeny, Decision.Indeterminate, Decision.Allowed],
            };
            possible.Should().Contain(after, because: draft.Write());
        },
        iter: Requests,
        threads: 1);

    [Test]
    public void AddedAllow_ThatMakesABlockedBucketPublic_TakesAccessAwayFromOutsiders()
    {
        const string Request = """
            { "principal": "arn:aws:iam::222222222222:user/app", "action": "s3:GetObject", "resource": "arn:aws:s3:::bucket-a/x",
              "resourceAccount": "111111111111", "s3BlockPublicAccess": true,
              "identityPolicies": [ { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } } ],
              "resourcePolicy": { "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Principal": { "AWS": "222222222222" }, "Action": "s3:GetObject", "Resource": "*" } ] } }
            """;
        var draft = EditableRequest.Read(Request);
        _judge.Decide(draft.Write()).Decision.Should().Be(Decision.Allowed);

        draft.AddStatement("resourcePolicy", 1, """{"Effect":"Allow","Principal":"*","Action":"s3:ListBucket","Resource":"*"}""");

        _judge.Decide(draft.Write()).Decision.Should().Be(Decision.ExplicitDeny);
    }

    // Root starts with full access to its own account, and some actions ask nobody (EVAL-03, NOP rules).
    [Test]
    public void NoAllowAnywhere_OfAnyRequest_NeverAllows() => LawInput.Any.Sample(
        input =>
        {
            var draft = EditableRequest.Read(input.Text);
            foreach (var policy in draft.Layers.SelectMany(layer => layer.Policies))
            {
                policy.Statements.RemoveAll(statement => statement.Contains("\"Effect\":\"Allow\"", StringComparison.Ordinal));
            }

            var isRoot = input.Scenario.Principal.EndsWith(":root", StringComparison.Ordinal);
            if (isRoot || ServiceRules.NeedsNoPermission(input.Scenario.Action))
            {
                return;
            }

            _judge.Decide(draft.Write()).Decision.Should().NotBe(Decision.Allowed, because: draft.Write());
        },
        iter: Requests,
        threads: 1);

    internal static string WithEffect(string statement, string effect)
    {
        var other = effect == "Deny" ? "Allow" : "Deny";
        var opposite = $"\"Effect\":\"{other}\"";
        var wanted = $"\"Effect\":\"{effect}\"";

        // A statement without a legible effect may be either; such a one is not what these laws speak of.
        return statement.Contains(opposite, StringComparison.Ordinal) ? statement.Replace(opposite, wanted, StringComparison.Ordinal)
            : statement.Contains(wanted, StringComparison.Ordinal) ? statement
            : $"{{{wanted},\"Action\":\"*\",\"Resource\":\"*\"}}";
    }
}
