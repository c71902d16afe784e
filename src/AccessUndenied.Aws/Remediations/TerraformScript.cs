using System.Text;
using System.Text.Json;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes a change as Terraform configuration for the AWS provider.</summary>
/// <remarks>Source: Terraform Registry, documentation of the AWS provider, the pages of the resources named here.</remarks>
internal static class TerraformScript
{
    /// <summary>The configuration; null where the language would change the text of a name.</summary>
    public static ChangeScript? Write(PolicyChange change, ChangeSubject subject, string heading)
    {
        (string type, (string, string)[] members, string policy) = subject.Kind switch
        {
            SubjectKind.User => ("aws_iam_user_policy", Named(subject, "user"), "policy"),
            SubjectKind.Role => ("aws_iam_role_policy", Named(subject, "role"), "policy"),
            SubjectKind.Group => ("aws_iam_group_policy", Named(subject, "group"), "policy"),
            SubjectKind.Managed => ("aws_iam_policy", [("name", subject.PolicyName)], "policy"),
            SubjectKind.NewBoundary => ("aws_iam_policy", [("name", subject.PolicyName + "-own")], "policy"),
            SubjectKind.PermissionSet => ("aws_ssoadmin_permission_set_inline_policy", [], "inline_policy"),
            SubjectKind.NewServiceControl or SubjectKind.Organization => ("aws_organizations_policy", [("name", subject.PolicyName)], "content"),
            SubjectKind.VpcEndpoint => ("aws_vpc_endpoint_policy", [("vpc_endpoint_id", subject.Holder)], "policy"),
            SubjectKind.Bucket => ("aws_s3_bucket_policy", [("bucket", subject.Holder)], "policy"),
            SubjectKind.Key => ("aws_kms_key_policy", [("key_id", subject.Holder)], "policy"),
            SubjectKind.Topic => ("aws_sns_topic_policy", [("arn", subject.Arn)], "policy"),
            SubjectKind.Secret => ("aws_secretsmanager_secret_policy", [("secret_arn", subject.Arn)], "policy"),
            SubjectKind.Repository => ("aws_ecr_repository_policy", [("repository", subject.Holder)], "policy"),
            SubjectKind.Table => ("aws_dynamodb_resource_policy", [("resource_arn", subject.Arn)], "policy"),
            _ => ("", [], ""),
        };
        if (PolicyText.Compact(change.Document) is not { } json)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        if (!members.Select(member => member.Item2).Append(subject.Holder).Concat(JsonTexts.Of(document.RootElement).Select(item => item.Text)).All(HclText.Keeps))
        {
            return null;
        }

        var text = new StringBuilder();
        if (subject.Kind == SubjectKind.Queue)
        {
            text.Append("data \"aws_sqs_queue\" \"this\" {\n  name = ").Append(HclText.Text(subject.Holder)).Append("\n}\n\nresource \"aws_sqs_queue_policy\" \"access\" {\n  queue_url = "
                + "data.aws_sqs_queue.this.url\n");
            AppendPolicy(text, "policy", document);
        }
        else
        {
            text.Append(type.Length == 0 ? "locals {\n" : $"resource \"{type}\" \"access\" {{\n");
            AppendMembers(text, members, subject);
            AppendPolicy(text, type.Length == 0 ? "policy" : policy, document);
        }

        if (subject.Kind == SubjectKind.NewServiceControl)
        {
            text.Append("\nresource \"aws_organizations_policy_attachment\" \"access\" {\n  policy_id = aws_organizations_policy.access.id\n  target_id = ")
                .Append(HclText.Text(subject.Holder)).Append("\n}\n");
        }

        var isPart = type.Length == 0 && subject.Kind != SubjectKind.Queue;
        return new("terraform", text.ToString())
        {
            Heading = isPart ? $"{heading} {RemediationMessages.NoResource}" : subject.ReplacesDocument || change.Policy is not null ? $"{heading} {RemediationMessages.TerraformReplaces}" : heading,
        };
    }

    private static void AppendMembers(StringBuilder text, (string, string)[] members, ChangeSubject subject)
    {
        foreach (var (member, value) in members)
        {
            text.Append("  ").Append(member).Append(" = ").Append(HclText.Text(value)).Append('\n');
        }

        if (subject.Kind == SubjectKind.PermissionSet)
        {
            text.Append("  instance_arn = var.instance_arn\n  permission_set_arn = var.permission_set_arn\n");
        }
    }

    private static void AppendPolicy(StringBuilder text, string member, JsonDocument document)
    {
        text.Append("  ").Append(member).Append(" = jsonencode(");
        HclText.Append(text, document.RootElement, "  ");
        text.Append(")\n}\n");
    }

    private static (string, string)[] Named(ChangeSubject subject, string member) => [("name", subject.PolicyName), (member, subject.Holder)];
}
