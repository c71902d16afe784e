using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes a change as Terraform configuration for the AWS provider: a module of its own, which imports what is there.</summary>
/// <remarks>
/// Without the import the plan is to make another policy; with an argument that differs and cannot change, it is to destroy the present one and
/// make it anew, unattached: <c>prevent_destroy</c> makes that an error. Sources: <see cref="TemplateTypes"/>;
/// https://developer.hashicorp.com/terraform/language/import (since 1.5, and since 1.6 with expressions in <c>id</c>);
/// https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle.
/// </remarks>
internal static class TerraformScript
{
    private const string Format = "terraform";

    /// <summary>The configuration; null where the language would change the text of a name.</summary>
    public static ChangeScript? Write(PolicyChange change, ChangeSubject subject, string heading)
    {
        var type = TemplateTypes.Of(change, subject);
        if (PolicyText.Compact(change.Document) is not { } json)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        if (!type.Arguments.Select(argument => argument.Value).Append(subject.Holder).Append(type.ImportId)
            .Concat(JsonTexts.Of(document.RootElement).Select(item => item.Text)).All(HclText.Keeps))
        {
            return null;
        }

        var text = new StringBuilder();
        if (type.Terraform is not { } resource)
        {
            text.Append("locals {\n");
            AppendPolicy(text, "policy", document);
            text.Append("}\n");
            return Script(text, $"{heading} {RemediationMessages.NoResource}");
        }

        var isThere = subject.HasPresent(change);
        var name = NameOf(resource, type, subject);
        if (subject.Kind == SubjectKind.PermissionSet)
        {
            text.Append("variable \"instance_arn\" {\n  type = string\n}\n\nvariable \"permission_set_arn\" {\n  type = string\n}\n\n");
        }

        if (isThere)
        {
            var id = subject.Kind == SubjectKind.PermissionSet ? "\"${var.permission_set_arn},${var.instance_arn}\"" : HclText.Text(type.ImportId);
            text.Append("import {\n  to = ").Append(resource).Append('.').Append(name).Append("\n  id = ").Append(id).Append("\n}\n\n");
        }

        text.Append("resource \"").Append(resource).Append("\" \"").Append(name).Append("\" {\n");
        AppendArguments(text, type, subject);
        AppendPolicy(text, type.Argument, document);
        AppendLifecycle(text, isThere, type);
        text.Append("}\n");
        if (subject.Kind == SubjectKind.NewServiceControl)
        {
            text.Append("\nresource \"aws_organizations_policy_attachment\" \"").Append(name).Append("\" {\n  policy_id = ").Append(resource).Append('.').Append(name)
                .Append(".id\n  target_id = ").Append(HclText.Text(subject.Holder)).Append("\n}\n");
        }

        return Script(text, isThere ? $"{heading} {RemediationMessages.TerraformReplaces}" : heading);
    }

    // A folder of its own: whatever lies in one folder is one module to Terraform, and two changes of one policy would be carried out both.
    private static ChangeScript Script(StringBuilder text, string heading)
    {
        var script = new ChangeScript(Format, text.ToString());
        return new(Format, script.Text) { Heading = heading, FileName = $"{Path.GetFileNameWithoutExtension(script.FileName)}/main.tf" };
    }

    // Of the thing and not of its text, so that two files for one policy cannot be put into one module unseen.
    private static string NameOf(string resource, TemplateType type, ChangeSubject subject)
    {
        var thing = string.Join('\n', type.Arguments.Select(argument => argument.Value).Prepend(resource).Append(type.ImportId).Append(subject.Holder));
        return "access_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(thing)), 0, 4);
    }

    private static void AppendArguments(StringBuilder text, TemplateType type, ChangeSubject subject)
    {
        foreach (var (member, value) in type.Arguments)
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
        text.Append(")\n");
    }

    private static void AppendLifecycle(StringBuilder text, bool isThere, TemplateType type)
    {
        if (!isThere)
        {
            return;
        }

        text.Append("\n  lifecycle {\n");
        if (type.Untold.Length > 0)
        {
            text.Append("    ignore_changes = [").AppendJoin(", ", type.Untold).Append("]\n");
        }

        text.Append("    prevent_destroy = true\n  }\n");
    }
}
