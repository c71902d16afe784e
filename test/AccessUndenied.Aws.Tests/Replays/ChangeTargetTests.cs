using System.Text;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Changes that cannot be made of the policies at hand are refused before any call is read, with the way out.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ChangeTargetTests
{
    private const string Deny = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""";
    private const string DenyAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}""";

    private static readonly IReplay s_replay = Replaying.Over(World.Snapshot);

    [TestCase("put", "serviceControl", "ou-ab12-99999999", "Guard", Deny, "the organization at hand has no node 'ou-ab12-99999999'; it has r-ab12, ou-ab12-11111111, 111111111111, 222222222222")]
    [TestCase("put", "serviceControl", "arn:aws:iam::111111111111:role/app", "Guard", Deny, "Target 'arn:aws:iam::111111111111:role/app' is no node of an organization")]
    [TestCase("detach", "serviceControl", "r-ab12", "Guard", null, "'r-ab12' carries no policy 'Guard' of the layer serviceControl; it carries FullAWSAccess")]
    [TestCase("detach", "resourceControl", "r-ab12", "RCPFullAWSAccess", null, "RCPFullAWSAccess is attached to every node and cannot be taken away")]
    [TestCase("put", "serviceControl", "r-ab12", null, Deny, "a target can carry several policies of the layer serviceControl; name the one that is meant")]
    [TestCase("put", "serviceControl", "r-ab12", "Guard", DenyAll, "Document, line 1, column 38, $.Statement[0]: the statement names a Principal, which a service control policy cannot")]
    [TestCase("put", "resourceControl", "r-ab12", "Guard", Deny, "Document, line 1, column 38, $.Statement[0]: the statement names no Principal, which a resource control policy needs")]
    [TestCase("put", "identity", "arn:aws:iam::111111111111:role/nobody", "Own", Deny, "account 111111111111 has no 'arn:aws:iam::111111111111:role/nobody'")]
    [TestCase("put", "identity", "arn:aws:iam::999999999999:role/app", "Own", Deny, "'arn:aws:iam::999999999999:role/app' is of account 999999999999, of which nothing is at hand; there are 111111111111, 222222222222")]
    [TestCase("put", "identity", "app", "Own", Deny, "Target 'app' is no ARN of a user, group or role")]
    [TestCase("delete", "identity", "arn:aws:iam::111111111111:role/app", "Other", null, "'arn:aws:iam::111111111111:role/app' carries no policy 'Other' of the layer identity; it carries Own")]
    [TestCase("put", "identity", "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", "Own", Deny, "Target 'arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX' is a service-linked role")]
    [TestCase("put", "permissionsBoundary", "arn:aws:iam::111111111111:group/all", "B", Deny, "Target 'arn:aws:iam::111111111111:group/all' is no ARN of a user or role")]
    [TestCase("put", "roleTrust", "arn:aws:iam::111111111111:user/app", null, DenyAll, "Target 'arn:aws:iam::111111111111:user/app' is no role")]
    [TestCase("put", "resource", "arn:aws:iam::111111111111:role/app", null, DenyAll, "Target 'arn:aws:iam::111111111111:role/app' is a role, whose own policy is its trust policy; write \"Layer\": \"roleTrust\"")]
    [TestCase("put", "resource", "arn:aws:s3:::orders-bucket/a.txt", null, DenyAll, "Target 'arn:aws:s3:::orders-bucket/a.txt' carries no policy of its own; the policy that has a say on it is that of arn:aws:s3:::orders-bucket")]
    [TestCase("attach", "resource", "arn:aws:s3:::orders-bucket", null, DenyAll, "nothing is attached to or detached from the layer resource, whose targets carry one policy of their own; write \"Change\": \"put\"")]
    [TestCase("put", "vpcEndpoint", "vpce-9", null, DenyAll, "the policies at hand have no endpoint 'vpce-9'")]
    [TestCase("put", "vpcEndpoint", "vpc-9", null, DenyAll, "Target 'vpc-9' is no VPC endpoint")]
    [TestCase("put", "identity", "arn:aws:iam::111111111111:role/app", "Own", null, "put needs a Document")]
    [TestCase("delete", "identity", "arn:aws:iam::111111111111:role/app", "Own", Deny, "delete takes a policy away and has no Document")]
    [TestCase("put", "identity", "arn:aws:iam::111111111111:role/app", "Own", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Actions":"s3:*","Resource":"*"}]}""", "Document, line 1, column")]
    [TestCase("attach", "serviceControl", "r-ab12", "Unheard", null, "the document of Unheard is not among the policies at hand; give it as Document")]
    public void Replay_ChangeThatCannotBeMade_IsRefusedBeforeAnyCall(string kind, string layer, string target, string? name, string? document, string why)
    {
        var json = $$"""{"Change":"{{kind}}","Layer":"{{layer}}","Target":"{{target}}","PolicyName":{{(name is null ? "null" : $"\"{name}\"")}},"Document":{{document ?? "null"}}}""";
        var change = ChangeFile.Parse(Encoding.UTF8.GetBytes(json), "change.json");
        FluentActions.Invoking(() => s_replay.ReplayAsync(Nothing(), new() { Changes = change })).Should().Throw<ChangeFormatException>()
            .Which.Message.Should().StartWith("change.json, $: " + why);
    }

    [Test]
    public void Replay_ProvidersOwnPolicy_CannotBeWritten()
    {
        var change = ChangeFile.Parse(Encoding.UTF8.GetBytes($$"""{"Change":"put","Layer":"identity","PolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess","Document":{{Deny}}}"""), "c");
        FluentActions.Invoking(() => s_replay.ReplayAsync(Nothing(), new() { Changes = change })).Should().Throw<ChangeFormatException>()
            .WithMessage("c, $: arn:aws:iam::aws:policy/ReadOnlyAccess is AWS's own policy, which nobody else changes; *");
    }

    private static async IAsyncEnumerable<RecordedCall> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}
