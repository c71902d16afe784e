using AccessUndenied.Remediations;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes the attachment of a policy that exists already.</summary>
/// <remarks>CloudFormation can attach only what it makes itself.</remarks>
internal static class AttachmentScripts
{
    public static IReadOnlyList<ChangeScript> Of(PolicyChange change) =>
    [
        new("aws-cli", Command(change.Attaches!.Id ?? change.Attaches.Name, change.AttachmentTarget ?? "") + "\n"),
        new("terraform", $$"""
            resource "aws_organizations_policy_attachment" "access" {
              policy_id = "{{IdOf(change.Attaches.Id ?? change.Attaches.Name)}}"
              target_id = "{{Safe(IdOf(change.AttachmentTarget ?? ""))}}"
            }

            """),
    ];

    public static string Command(string policy, string target) =>
        $"aws organizations attach-policy --policy-id {PosixScript.Quote(IdOf(policy))} --target-id {PosixScript.Quote(IdOf(target))}";

    private static string IdOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    private static string Safe(string id) => string.Concat(id.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
}
