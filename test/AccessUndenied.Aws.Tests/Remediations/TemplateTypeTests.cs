using System.Text.Json.Nodes;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Templates change the policy that is there: they state what names it, import it, and never make another one in its place.</summary>
public sealed class TemplateTypeTests
{
    private const string Account = WrittenChanges.Account;

    [TestCase("user", "aws_iam_user_policy", """{"name":"Present","user":"x"}""", "x:Present")]
    [TestCase("role", "aws_iam_role_policy", """{"name":"Present","role":"x"}""", "x:Present")]
    [TestCase("group", "aws_iam_group_policy", """{"name":"Present","group":"x"}""", "x:Present")]
    [TestCase("bucket", "aws_s3_bucket_policy", """{"bucket":"x"}""", "x")]
    [TestCase("key", "aws_kms_key_policy", """{"key_id":"x"}""", "x")]
    [TestCase("queue", "aws_sqs_queue_policy", """{"queue_url":"https://sqs.eu-west-1.amazonaws.com/111111111111/x"}""", "https://sqs.eu-west-1.amazonaws.com/111111111111/x")]
    [TestCase("topic", "aws_sns_topic_policy", """{"arn":"arn:aws:sns:eu-west-1:111111111111:x"}""", "arn:aws:sns:eu-west-1:111111111111:x")]
    [TestCase("secret", "aws_secretsmanager_secret_policy", """{"secret_arn":"arn:aws:secretsmanager:eu-west-1:111111111111:secret:x"}""",
        "arn:aws:secretsmanager:eu-west-1:111111111111:secret:x")]
    [TestCase("repository", "aws_ecr_repository_policy", """{"repository":"x"}""", "x")]
    [TestCase("table", "aws_dynamodb_resource_policy", """{"resource_arn":"arn:aws:dynamodb:eu-west-1:111111111111:table/x"}""", "arn:aws:dynamodb:eu-west-1:111111111111:table/x")]
    [TestCase("endpoint", "aws_vpc_endpoint_policy", """{"vpc_endpoint_id":"x"}""", "x")]
    [TestCase("set", "aws_ssoadmin_permission_set_inline_policy", """{"instance_arn":"<var.instance_arn>","permission_set_arn":"<var.permission_set_arn>"}""", "${var.permission_set_arn},${var.instance_arn}")]
    [TestCase("node", "aws_organizations_policy", """{"name":"Present","type":"SERVICE_CONTROL_POLICY"}""", "x")]
    public void Terraform_PresentPolicy_IsImportedAndNeverReplaced(string kind, string type, string arguments, string id)
    {
        var change = WrittenChanges.Of(kind, "x");

        var blocks = HclReader.Read(Text(change, "terraform"));

        var (name, resource) = blocks.Single(block => block.Key.StartsWith("resource ", StringComparison.Ordinal));
        name.Should().StartWith($"resource {type} access_");
        blocks["import"]["to"]!.GetValue<string>().Should().Be($"<{type}.{name.Split(' ')[2]}>");
        blocks["import"]["id"]!.GetValue<string>().Should().Be(id);
        resource["lifecycle"]!["prevent_destroy"]!.GetValue<bool>().Should().BeTrue();
        JsonNode.DeepEquals(resource["policy"] ?? resource["content"] ?? resource["inline_policy"], JsonNode.Parse(change.Document)).Should().BeTrue();
        var rest = resource.DeepClone().AsObject();
        foreach (var member in (string[])["lifecycle", "policy", "content", "inline_policy"])
        {
            rest.Remove(member);
        }

        JsonNode.DeepEquals(rest, JsonNode.Parse(arguments)).Should().BeTrue(because: rest.ToJsonString());
        blocks.Keys.Count(key => key.StartsWith("variable ", StringComparison.Ordinal)).Should().Be(kind == "set" ? 2 : 0);
    }

    [TestCase("role")]
    [TestCase("bucket")]
    public void Terraform_NothingThere_ImportsNothing(string kind) =>
        HclReader.Read(Text(WrittenChanges.Of(kind, "x", before: null), "terraform")).Should().ContainSingle().Which.Value["lifecycle"].Should().BeNull();

    [Test]
    public void Terraform_ManagedPolicy_KeepsItsPathAndWhatTheFileDoesNotTell()
    {
        var resource = HclReader.Read(Text(Managed("arn:aws:iam::111111111111:policy/team/a/Mp"), "terraform")).Single(block => block.Key.StartsWith("resource ", StringComparison.Ordinal)).Value;

        resource["path"]!.GetValue<string>().Should().Be("/team/a/");
        resource["lifecycle"]!["ignore_changes"]!.AsArray().Select(item => item!.GetValue<string>()).Should().Contain("<description>");
    }

    [Test]
    public void Terraform_TwoPolicies_HaveTwoAddressesAndTwoFoldersAndOnePolicyHasOneAddress()
    {
        PolicyChange[] changes = [WrittenChanges.Of("queue", "a"), WrittenChanges.Of("queue", "b"), WrittenChanges.Of("queue", "b", resource: "arn:aws:s3:::other")];

        var scripts = changes.Select(change => Script(change, "terraform")).ToArray();

        scripts.Select(script => script.FileName).Should().OnlyHaveUniqueItems().And.OnlyContain(file => file.EndsWith("/main.tf", StringComparison.Ordinal));
        var addresses = scripts.Select(script => HclReader.Read(script.Text).Keys.Single(key => key.StartsWith("resource ", StringComparison.Ordinal))).ToArray();
        addresses[0].Should().NotBe(addresses[1]);
        addresses[2].Should().Be(addresses[1]);
    }

    [TestCase(PolicyLayer.ServiceControl, "service_control_policy", "SERVICE_CONTROL_POLICY")]
    [TestCase(PolicyLayer.ResourceControl, "resource_control_policy", "RESOURCE_CONTROL_POLICY")]
    public void Templates_PolicyOfAnOrganization_SayOfWhatTypeItIs(PolicyLayer layer, string path, string expected)
    {
        var change = WrittenChanges.Of("node", "ou-1") with
        {
            Layer = layer,
            Policy = new() { Name = "G", Id = $"arn:aws:organizations::{Account}:policy/o-1/{path}/p-12345678", Document = PolicyDocument.Parse(WrittenChanges.Before) },
        };

        HclReader.Read(Text(change, "terraform")).Single(block => block.Key.StartsWith("resource ", StringComparison.Ordinal)).Value["type"]!.GetValue<string>().Should().Be(expected);
        var template = JsonNode.Parse(Text(change, "cloudformation"))!;
        template["Resources"]!["Access"]!["Properties"]!["Type"]!.GetValue<string>().Should().Be(expected);
        template["Metadata"]!["ResourcesToImport"]![0]!["ResourceIdentifier"]!["Id"]!.GetValue<string>().Should().Be("p-12345678");
    }

    [Test]
    public void Templates_NewServiceControlPolicy_IsAttached()
    {
        var change = WrittenChanges.Of("node", "ou-1", before: null);

        var blocks = HclReader.Read(Text(change, "terraform"));
        blocks.Single(block => block.Key.StartsWith("resource aws_organizations_policy_attachment ", StringComparison.Ordinal)).Value["target_id"]!.GetValue<string>().Should().Be("ou-1");
        var properties = JsonNode.Parse(Text(change, "cloudformation"))!["Resources"]!["Access"]!["Properties"]!;
        properties["Type"]!.GetValue<string>().Should().Be("SERVICE_CONTROL_POLICY");
        properties["TargetIds"]![0]!.GetValue<string>().Should().Be("ou-1");
    }

    [TestCase("user", "AWS::IAM::UserPolicy", """{"PolicyName":"Present","UserName":"x"}""")]
    [TestCase("role", "AWS::IAM::RolePolicy", """{"PolicyName":"Present","RoleName":"x"}""")]
    [TestCase("group", "AWS::IAM::GroupPolicy", """{"PolicyName":"Present","GroupName":"x"}""")]
    [TestCase("bucket", "AWS::S3::BucketPolicy", """{"Bucket":"x"}""")]
    [TestCase("queue", "AWS::SQS::QueueInlinePolicy", """{"Queue":"https://sqs.eu-west-1.amazonaws.com/111111111111/x"}""")]
    [TestCase("topic", "AWS::SNS::TopicInlinePolicy", """{"TopicArn":"arn:aws:sns:eu-west-1:111111111111:x"}""")]
    [TestCase("secret", "AWS::SecretsManager::ResourcePolicy", """{"Id":"arn:aws:secretsmanager:eu-west-1:111111111111:secret:x"}""")]
    [TestCase("node", "AWS::Organizations::Policy", """{"Id":"x"}""")]
    public void CloudFormation_PresentPolicy_SaysHowItIsImported(string kind, string type, string identifier)
    {
        var template = JsonNode.Parse(Text(WrittenChanges.Of(kind, "x"), "cloudformation"))!;

        var resource = template["Resources"]!["Access"]!;
        resource["Type"]!.GetValue<string>().Should().Be(type);
        resource["DeletionPolicy"]!.GetValue<string>().Should().Be("Retain");
        resource["UpdateReplacePolicy"]!.GetValue<string>().Should().Be("Retain");
        var import = template["Metadata"]!["ResourcesToImport"]![0]!;
        import["ResourceType"]!.GetValue<string>().Should().Be(type);
        import["LogicalResourceId"]!.GetValue<string>().Should().Be("Access");
        JsonNode.DeepEquals(import["ResourceIdentifier"], JsonNode.Parse(identifier)).Should().BeTrue();
        template["Description"]!.GetValue<string>().Should().Contain("import").And.Match(text => text.Length <= 1024);
    }

    [Test]
    public void CloudFormation_ManagedPolicy_KeepsItsPath() =>
        JsonNode.Parse(Text(Managed("arn:aws:iam::111111111111:policy/team/Mp"), "cloudformation"))!["Resources"]!["Access"]!["Properties"]!["Path"]!.GetValue<string>().Should().Be("/team/");

    [TestCase("key", "AWS::KMS::Key", "arn:aws:kms:eu-west-1:111111111111:key/x", "KeyPolicy")]
    [TestCase("table", "AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:111111111111:table/x", "ResourcePolicy")]
    [TestCase("repository", "AWS::ECR::Repository", "arn:aws:ecr:eu-west-1:111111111111:repository/x", "RepositoryPolicyText")]
    [TestCase("endpoint", "AWS::EC2::VPCEndpoint", "x", "PolicyDocument")]
    [TestCase("trust", "AWS::IAM::Role", "arn:aws:iam::111111111111:role/x", "AssumeRolePolicyDocument")]
    [TestCase("set", "AWS::SSO::PermissionSet", "x", "InlinePolicy")]
    public void CloudFormation_ResourceThatIsMoreThanItsPolicy_IsNoStackAndSaysOfWhatItIsAPart(string kind, string type, string part, string property)
    {
        var text = JsonNode.Parse(Text(WrittenChanges.Of(kind, "x"), "cloudformation"))!.AsObject();

        text.Should().NotContainKey("Resources");
        text["Type"]!.GetValue<string>().Should().Be(type);
        text["Metadata"]!["PartOf"]!.GetValue<string>().Should().Be(part);
        text["Properties"]!.AsObject().Select(member => member.Key).Should().Equal(property);
    }

    private static PolicyChange Managed(string arn) => WrittenChanges.Of("role", "x") with
    {
        Policy = new() { Name = "Mp", Id = arn, Origin = PolicyOrigin.Managed, Document = PolicyDocument.Parse(WrittenChanges.Before) },
    };

    private static string Text(PolicyChange change, string format) => Script(change, format).Text;

    private static ChangeScript Script(PolicyChange change, string format) => new AwsPolicyDialect().ScriptsOf(change).Single(script => script.Format == format);
}
