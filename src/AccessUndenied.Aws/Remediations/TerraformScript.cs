using System.Text;
using System.Text.Json;
using AccessUndenied.Remediations;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes a change as Terraform configuration for the AWS provider.</summary>
/// <remarks>JSON is an expression of the language, apart from <c>${</c> and <c>%{</c>, which start templates inside quotes.</remarks>
internal static class TerraformScript
{
    public static string Write(PolicyChange change, ChangeSubject subject)
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
        var text = new StringBuilder();
        var document = Expression(change.Document);
        if (subject.Kind == SubjectKind.Queue)
        {
            text.Append("data \"aws_sqs_queue\" \"this\" {\n  name = ").Append(Text(subject.Holder)).Append("\n}\n\n")
                .Append("resource \"aws_sqs_queue_policy\" \"access\" {\n  queue_url = data.aws_sqs_queue.this.url\n  policy = jsonencode(").Append(document).Append(")\n}\n");
        }
        else if (type.Length == 0)
        {
            text.Append("# ").Append(RemediationMessages.NoResource).Append(" (").Append(subject.Arn.ReplaceLineEndings(" ")).Append(").\nlocals {\n  policy = jsonencode(")
                .Append(document).Append(")\n}\n");
        }
        else
        {
            text.Append("resource \"").Append(type).Append("\" \"access\" {\n");
            foreach (var (member, value) in members)
            {
                text.Append("  ").Append(member).Append(" = ").Append(Text(value)).Append('\n');
            }

            if (subject.Kind == SubjectKind.PermissionSet)
            {
                text.Append("  instance_arn = var.instance_arn\n  permission_set_arn = var.permission_set_arn\n");
            }

            text.Append("  ").Append(policy).Append(" = jsonencode(").Append(document).Append(")\n}\n");
            if (subject.Kind == SubjectKind.NewServiceControl)
            {
                text.Append("\nresource \"aws_organizations_policy_attachment\" \"access\" {\n  policy_id = aws_organizations_policy.access.id\n  target_id = ")
                    .Append(Text(subject.Holder)).Append("\n}\n");
            }
        }

        return text.ToString();
    }

    private static (string, string)[] Named(ChangeSubject subject, string member) => [("name", subject.PolicyName), (member, subject.Holder)];

    private static string Expression(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Write(writer => document.RootElement.WriteTo(writer), indented: true).Replace("\n", "\n  ", StringComparison.Ordinal);
    }

    private static string Text(string value) => Write(writer => writer.WriteStringValue(value), indented: false);

    private static string Write(Action<Utf8JsonWriter> write, bool indented)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = indented, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length).ReplaceLineEndings("\n")
            .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
    }
}
