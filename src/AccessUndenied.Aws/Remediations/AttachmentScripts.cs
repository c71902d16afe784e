using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes the attachment of a policy that exists already.</summary>
/// <remarks>CloudFormation can attach only what it makes itself.</remarks>
internal static class AttachmentScripts
{
    public static IReadOnlyList<ChangeScript> Of(PolicyChange.AttachPolicy change, ScriptOptions options)
    {
        var policy = IdOf(change.Attached.Id ?? change.Attached.Name);
        var target = IdOf(change.AttachmentTarget ?? "");
        var heading = RemediationMessages.Place(change.AccountId, "the management account of the organization", null, isRegional: false, "its policies", "organizations:AttachPolicy");
        var commands = GuardedCommands.Checked(new() { Commands = [new AwsCommand("organizations attach-policy").With("policy-id", policy).With("target-id", target)] }, options);
        if (commands.ByHand is { } why)
        {
            return [new("by-hand", $"{change.Json}\n") { Heading = $"{heading} {why}" }];
        }

        var text = PosixScript.Write(commands);
        var scripts = new List<ChangeScript> { new("aws-cli", text) { Heading = heading, FileText = PosixScript.WriteFile(text, change.AccountId, options) } };
        if (PowerShellScript.Write(commands) is { } other)
        {
            scripts.Add(new("aws-cli-powershell", other) { Heading = heading, FileText = PowerShellScript.WriteFile(other, change.AccountId, options) });
        }

        scripts.Add(new("terraform", $$"""
            resource "aws_organizations_policy_attachment" "access" {
              policy_id = "{{Safe(policy)}}"
              target_id = "{{Safe(target)}}"
            }

            """.ReplaceLineEndings("\n")) { Heading = heading });
        return scripts;
    }

    public static string Command(string policy, string target) =>
        $"aws organizations attach-policy --policy-id {PosixScript.Quote(IdOf(policy))} --target-id {PosixScript.Quote(IdOf(target))}";

    private static string IdOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    private static string Safe(string id) => string.Concat(id.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
}
