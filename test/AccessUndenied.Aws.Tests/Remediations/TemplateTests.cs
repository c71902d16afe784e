using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Remediations;

public sealed class TemplateTests
{
    private static readonly string[] s_texts =
        ["${path.module}", "$${a}", "$$${a}", "%{ if true }", "%%{x}", "a\"b\\c", "\b\f\u0001\u007F", "a/b", "\uD83D\uDE00", "$", "%", "{", "line\nline\tx"];

    [Test]
    public void Terraform_HostileTexts_AreTheSameTextsInItsLanguage()
    {
        const string Terraform = "/usr/local/bin/terraform";
        if (!File.Exists(Terraform))
        {
            Assert.Ignore("terraform is not installed");
        }

        foreach (var text in s_texts)
        {
            var change = WrittenChanges.Of("access point", "a", resource: "arn:aws:s3:::b/" + text);
            var script = new AccessUndenied.Aws.Remediations.AwsPolicyDialect().ScriptsOf(change).Single(item => item.Format == "terraform");

            JsonNode.DeepEquals(JsonNode.Parse(Evaluate(Terraform, script.Text)), JsonNode.Parse(change.Document)).Should().BeTrue(because: script.Text);
        }
    }

    [TestCase("arn:aws:s3:::b/$${a}", "\"arn:aws:s3:::b/$$${a}\"")]
    [TestCase("arn:aws:s3:::b/${a}%{b}", "\"arn:aws:s3:::b/$${a}%%{b}\"")]
    [TestCase("arn:aws:s3:::b/\b\f", "\"arn:aws:s3:::b/\\u0008\\u000c\"")]
    [TestCase("arn:aws:s3:::b/\U000E0041", null)]
    [TestCase("arn:aws:s3:::b/e\u0301", null)]
    public void Terraform_Text_IsWrittenAsItsLanguageHasIt(string resource, string? expected)
    {
        var script = WrittenChanges.ScriptsFor("role", "app", resource: resource).SingleOrDefault(item => item.Format == "terraform");

        (script?.Text.Contains(expected ?? "", StringComparison.Ordinal)).Should().Be(expected is null ? null : true, because: script?.Text ?? "");
    }

    [TestCase("arn:aws:s3:::b/{{resolve:ssm:secret}}")]
    [TestCase("arn:aws:s3:::b/x{{resolve:secretsmanager:x}}")]
    public void CloudFormation_DynamicReference_GetsNoTemplate(string resource)
    {
        WrittenChanges.ScriptsFor("role", "app", resource: resource).Should().NotContain(script => script.Format == "cloudformation").And.Contain(script => script.Format == "aws-cli");
        WrittenChanges.ScriptsFor("role", resource.Split('/')[1]).Should().NotContain(script => script.Format == "cloudformation");
    }

    [TestCase("Ref")]
    [TestCase("Fn::Transform")]
    public void CloudFormation_ConditionKeyThatIsAFunction_GetsNoTemplate(string key)
    {
        var before = $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"{{{{key}}}}":"x"}}}]}""";

        WrittenChanges.ScriptsFor("bucket", "b", before).Should().NotContain(script => script.Format == "cloudformation");
    }

    [Test]
    public void CloudFormation_Template_SaysWhatThePolicySays()
    {
        var change = WrittenChanges.Of("bucket", "b", resource: "arn:aws:s3:::b/\u202E'${x}");
        var template = new AccessUndenied.Aws.Remediations.AwsPolicyDialect().ScriptsOf(change).Single(script => script.Format == "cloudformation").Text;

        template.Should().NotContain("\u202E");
        JsonNode.DeepEquals(JsonNode.Parse(template)!["Resources"]!["Access"]!["Properties"]!["PolicyDocument"], JsonNode.Parse(change.Document)).Should().BeTrue();
    }

    private static string Evaluate(string terraform, string text)
    {
        var folder = Directory.CreateTempSubdirectory("terraform").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "main.tf"), text);
            var start = new ProcessStartInfo(terraform, "console") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.StandardInput.WriteLine("base64encode(local.policy)");
            process.StandardInput.Close();
            var printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Encoding.UTF8.GetString(Convert.FromBase64String(printed.Trim().Trim('"')));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
