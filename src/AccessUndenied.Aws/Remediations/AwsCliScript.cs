using System.Text;
using AccessUndenied.Remediations;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes a change as commands of the AWS CLI for a POSIX shell.</summary>
/// <remarks>Everything that comes from events and policies stands in single quotes, in which the shell expands nothing.</remarks>
internal static class AwsCliScript
{
    public static string Write(PolicyChange change, ChangeSubject subject)
    {
        var document = Quote(change.Document);
        var holder = Quote(subject.Holder);
        var name = Quote(subject.PolicyName);
        var text = subject.Kind switch
        {
            SubjectKind.User => $"aws iam put-user-policy --user-name {holder} --policy-name {name} --policy-document {document}",
            SubjectKind.Role => $"aws iam put-role-policy --role-name {holder} --policy-name {name} --policy-document {document}",
            SubjectKind.Group => $"aws iam put-group-policy --group-name {holder} --policy-name {name} --policy-document {document}",
            SubjectKind.Managed => $"aws iam create-policy-version --policy-arn {Quote(subject.Arn)} --policy-document {document} --set-as-default",
            SubjectKind.NewBoundary => $"aws iam create-policy --policy-name {Quote(subject.PolicyName + "-own")} --policy-document {document}",
            SubjectKind.PermissionSet =>
                "# INSTANCE_ARN and PERMISSION_SET_ARN: see aws sso-admin list-instances and list-permission-sets; the command replaces the inline policy.\n"
                + $"aws sso-admin put-inline-policy-to-permission-set --instance-arn \"$INSTANCE_ARN\" --permission-set-arn \"$PERMISSION_SET_ARN\" --inline-policy {document}\n"
                + "aws sso-admin provision-permission-set --instance-arn \"$INSTANCE_ARN\" --permission-set-arn \"$PERMISSION_SET_ARN\" --target-type ALL_PROVISIONED_ACCOUNTS",
            SubjectKind.NewServiceControl =>
                $"POLICY_ID=$(aws organizations create-policy --type SERVICE_CONTROL_POLICY --name {name} --description 'Allows what was denied' --content {document} --query Policy.PolicySummary.Id --output text)\n"
                + $"aws organizations attach-policy --policy-id \"$POLICY_ID\" --target-id {holder}",
            SubjectKind.Organization => $"aws organizations update-policy --policy-id {Quote(subject.Arn)} --content {document}",
            SubjectKind.VpcEndpoint => $"aws ec2 modify-vpc-endpoint --vpc-endpoint-id {holder} --policy-document {document}",
            SubjectKind.Trust => $"aws iam update-assume-role-policy --role-name {holder} --policy-document {document}",
            SubjectKind.Bucket => $"aws s3api put-bucket-policy --bucket {holder} --policy {document}",
            SubjectKind.Key => $"aws kms put-key-policy --key-id {holder} --policy-name default --policy {document}",
            SubjectKind.Queue =>
                $"aws sqs set-queue-attributes --queue-url \"$(aws sqs get-queue-url --queue-name {holder} --query QueueUrl --output text)\" --attributes {Quote("{\"Policy\":" + JsonText(change.Document) + "}")}",
            SubjectKind.Topic => $"aws sns set-topic-attributes --topic-arn {holder} --attribute-name Policy --attribute-value {document}",
            SubjectKind.Secret => $"aws secretsmanager put-resource-policy --secret-id {holder} --resource-policy {document}",
            SubjectKind.Repository => $"aws ecr set-repository-policy --repository-name {holder} --policy-text {document}",
            SubjectKind.Table => $"aws dynamodb put-resource-policy --resource-arn {holder} --policy {document}",
            SubjectKind.Function when LambdaPermissions.Write(change, subject.Arn) is { } commands => commands,
            SubjectKind.Session => $"# {RemediationMessages.ForSession}\n# --policy {document.ReplaceLineEndings(" ")}",
            _ => $"# {RemediationMessages.ByHand} {subject.Arn.ReplaceLineEndings(" ")}\n# {document.ReplaceLineEndings(" ")}",
        };
        return text + "\n";
    }

    /// <summary><paramref name="text"/> as one word of a POSIX shell.</summary>
    /// <remarks>No name in AWS has control characters, and documents have them escaped: what has one all the same stays on its line.</remarks>
    public static string Quote(string text) =>
        "'" + string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)).Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string JsonText(string text)
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
