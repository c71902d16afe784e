using System.Text;
using System.Text.Json;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes a change as a CloudFormation template in JSON.</summary>
/// <remarks>
/// A string with <c>{{resolve:</c> is a dynamic reference, also where functions join it from parts, and an object with a member <c>Ref</c> or
/// <c>Fn::…</c> is a call: neither has an escape, so that a policy with such a text gets no template.
/// Source: AWS CloudFormation User Guide, "Get values stored in other services using dynamic references" and "Intrinsic function reference":
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html.
/// </remarks>
internal static class CloudFormationTemplate
{
    /// <summary>The template; null where there is none, or where it would say something else than the policy.</summary>
    public static ChangeScript? Write(PolicyChange change, ChangeSubject subject, string heading)
    {
        (string Type, (string, string)[] Members, string Policy) template = subject.Kind switch
        {
            SubjectKind.User => ("AWS::IAM::UserPolicy", Named(subject, "UserName"), "PolicyDocument"),
            SubjectKind.Role => ("AWS::IAM::RolePolicy", Named(subject, "RoleName"), "PolicyDocument"),
            SubjectKind.Group => ("AWS::IAM::GroupPolicy", Named(subject, "GroupName"), "PolicyDocument"),
            SubjectKind.Managed => ("AWS::IAM::ManagedPolicy", [("ManagedPolicyName", subject.PolicyName)], "PolicyDocument"),
            SubjectKind.NewBoundary => ("AWS::IAM::ManagedPolicy", [("ManagedPolicyName", subject.PolicyName + "-own")], "PolicyDocument"),
            SubjectKind.PermissionSet => ("AWS::SSO::PermissionSet", [("Name", subject.Holder)], "InlinePolicy"),
            SubjectKind.NewServiceControl or SubjectKind.Organization => ("AWS::Organizations::Policy", [("Name", subject.PolicyName)], "Content"),
            SubjectKind.VpcEndpoint => ("AWS::EC2::VPCEndpoint", [], "PolicyDocument"),
            SubjectKind.Trust => ("AWS::IAM::Role", [("RoleName", subject.Holder)], "AssumeRolePolicyDocument"),
            SubjectKind.Bucket => ("AWS::S3::BucketPolicy", [("Bucket", subject.Holder)], "PolicyDocument"),
            SubjectKind.Key => ("AWS::KMS::Key", [], "KeyPolicy"),
            SubjectKind.Queue => ("AWS::SQS::QueueInlinePolicy", [], "PolicyDocument"),
            SubjectKind.Topic => ("AWS::SNS::TopicInlinePolicy", [("TopicArn", subject.Arn)], "PolicyDocument"),
            SubjectKind.Secret => ("AWS::SecretsManager::ResourcePolicy", [("SecretId", subject.Arn)], "ResourcePolicy"),
            SubjectKind.Repository => ("AWS::ECR::Repository", [("RepositoryName", subject.Holder)], "RepositoryPolicyText"),
            SubjectKind.Table => ("AWS::DynamoDB::Table", [], "ResourcePolicy"),
            _ => ("", [], ""),
        };
        if (template.Type.Length == 0 || PolicyText.Compact(change.Document) is not { } json)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        if (template.Members.Select(member => member.Item2).Append(subject.Holder).Any(IsReference)
            || JsonTexts.Of(document.RootElement).Any(item => IsReference(item.Text) || (item.IsName && IsFunction(item.Text))))
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            WriteResource(writer, template.Type, template.Members, template.Policy, document.RootElement, subject);
            writer.WriteEndObject();
        }

        var text = PolicyText.Visible(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length).Replace("\r\n", "\n", StringComparison.Ordinal)) + "\n";
        return new("cloudformation", text) { Heading = subject.ReplacesDocument || change.Policy is not null ? $"{heading} {RemediationMessages.FragmentOfTemplate}" : heading };
    }

    private static bool IsReference(string text) => text.Contains("{{resolve:", StringComparison.OrdinalIgnoreCase);

    private static bool IsFunction(string name) => name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal);

    private static (string, string)[] Named(ChangeSubject subject, string member) => [("PolicyName", subject.PolicyName), (member, subject.Holder)];

    private static void WriteResource(Utf8JsonWriter writer, string type, (string, string)[] members, string policy, JsonElement document, ChangeSubject subject)
    {
        writer.WriteStartObject("Resources");
        writer.WriteStartObject("Access");
        writer.WriteString("Type", type);
        writer.WriteStartObject("Properties");
        foreach (var (member, value) in members)
        {
            writer.WriteString(member, value);
        }

        if (subject.Kind is SubjectKind.NewServiceControl)
        {
            writer.WriteString("Type", "SERVICE_CONTROL_POLICY");
            writer.WriteStartArray("TargetIds");
            writer.WriteStringValue(subject.Holder);
            writer.WriteEndArray();
        }

        if (subject.Kind == SubjectKind.Queue)
        {
            writer.WriteStartObject("Queue");
            writer.WriteString("Fn::Sub", "https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/" + subject.Holder.Replace("${", "${!", StringComparison.Ordinal));
            writer.WriteEndObject();
        }

        if (subject.Kind == SubjectKind.Table)
        {
            writer.WriteStartObject(policy);
            WriteDocument(writer, "PolicyDocument", document);
            writer.WriteEndObject();
        }
        else
        {
            WriteDocument(writer, policy, document);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteDocument(Utf8JsonWriter writer, string member, JsonElement document)
    {
        writer.WritePropertyName(member);
        document.WriteTo(writer);
    }
}
