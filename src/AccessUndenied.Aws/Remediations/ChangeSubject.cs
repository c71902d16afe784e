using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What a change is made to, in the words of AWS's tools.</summary>
/// <param name="Kind">The kind, by which commands and templates are chosen.</param>
/// <param name="Holder">The name of the user, role, group, bucket, queue or node that holds the policy.</param>
/// <param name="PolicyName">The name of the policy.</param>
/// <param name="Arn">The ARN or id of the policy or of the resource; empty where there is none.</param>
internal readonly record struct ChangeSubject(SubjectKind Kind, string Holder, string PolicyName, string Arn)
{
    private const int HashBytes = 16;

    /// <summary>Whether there is room for one document, so that another one takes the place of what is there.</summary>
    public bool ReplacesDocument => Kind is not (SubjectKind.User or SubjectKind.Role or SubjectKind.Group or SubjectKind.NewBoundary
        or SubjectKind.NewServiceControl or SubjectKind.Function);

    /// <summary>Whether <paramref name="change"/> is made to a policy that is there, so that a template has to take that one over and not make another.</summary>
    public bool HasPresent(PolicyChange change) => change.Policy is not null && Kind is not (SubjectKind.NewBoundary or SubjectKind.NewServiceControl);

    /// <summary>Whether it lives in a Region, which a command has to name.</summary>
    public bool IsRegional => Kind is SubjectKind.VpcEndpoint or SubjectKind.Bucket or SubjectKind.Key or SubjectKind.Queue or SubjectKind.Topic
        or SubjectKind.Secret or SubjectKind.Repository or SubjectKind.Table or SubjectKind.Function or SubjectKind.Resource;

    public static ChangeSubject Of(PolicyChange change)
    {
        var target = change.AttachmentTarget ?? "";
        var policy = change.Policy;
        var name = policy is { Name.Length: > 0 } ? policy.Name : NameOfNew(change);
        return change.Layer switch
        {
            PolicyLayer.Identity => OfIdentity(target, policy, name),
            PolicyLayer.PermissionsBoundary => new(policy?.Origin == PolicyOrigin.ProviderManaged ? SubjectKind.NewBoundary : SubjectKind.Managed, target, name, policy?.Id ?? target),
            PolicyLayer.Session => new(SubjectKind.Session, target, name, ""),
            PolicyLayer.ServiceControl => new(policy is null ? SubjectKind.NewServiceControl : SubjectKind.Organization, LastOf(target), name, LastOf(policy?.Id ?? "")),
            PolicyLayer.ResourceControl => new(SubjectKind.Organization, LastOf(target), name, LastOf(policy?.Id ?? "")),
            PolicyLayer.VpcEndpoint => new(SubjectKind.VpcEndpoint, LastOf(target), name, LastOf(target)),
            PolicyLayer.RoleTrust => new(SubjectKind.Trust, LastOf(target), name, target),
            _ => OfResource(target, name),
        };
    }

    /// <summary>The name of what is added: another one for another text, and none that is taken, since a policy that is put under a name replaces what has it.</summary>
    /// <remarks>
    /// Inline policies are written over without a question, and names of one letter in two cases are one:
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html.
    /// </remarks>
    public static string NameOfNew(PolicyChange change)
    {
        // So long that nobody who chooses what is asked for finds another text of the same name.
        var name = "AccessUndenied-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(change.Json)), 0, HashBytes);
        var free = name;
        for (var number = 2; change.TakenNames.Contains(free, StringComparer.OrdinalIgnoreCase); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        return free;
    }

    private static ChangeSubject OfIdentity(string target, AttachedPolicy? policy, string name)
    {
        if (policy is { Origin: PolicyOrigin.Managed, Id: { } id })
        {
            return new(SubjectKind.Managed, LastOf(target), name, id);
        }

        if (target.StartsWith("permission set ", StringComparison.Ordinal))
        {
            return new(SubjectKind.PermissionSet, target["permission set ".Length..], name, "");
        }

        // Names have no blank: the record tells whose role it is, and not which.
        if (!target.StartsWith("arn:", StringComparison.Ordinal) && target.Contains(' ', StringComparison.Ordinal))
        {
            return new(SubjectKind.UnnamedRole, target, name, "");
        }

        var kind = target.Contains(":user/", StringComparison.Ordinal) ? SubjectKind.User : target.Contains(":group/", StringComparison.Ordinal) ? SubjectKind.Group : SubjectKind.Role;
        return new(kind, LastOf(target), name, target);
    }

    private static ChangeSubject OfResource(string arn, string name)
    {
        var fields = Aws.Arn.FieldsOf(arn);
        if (fields.Length < 6)
        {
            return new(SubjectKind.Resource, arn, name, arn);
        }

        return fields[2] switch
        {
            "s3" when fields[4].Length == 0 => new(SubjectKind.Bucket, fields[5].Split('/')[0], name, arn),
            "kms" => new(SubjectKind.Key, arn, name, arn),
            "sqs" => new(SubjectKind.Queue, fields[5], name, arn),
            "sns" => new(SubjectKind.Topic, arn, name, arn),
            "secretsmanager" => new(SubjectKind.Secret, arn, name, arn),
            "ecr" => new(SubjectKind.Repository, fields[5].Replace("repository/", "", StringComparison.Ordinal), name, arn),
            "dynamodb" => new(SubjectKind.Table, arn, name, arn),
            "lambda" => new(SubjectKind.Function, arn, name, arn),
            _ => new(SubjectKind.Resource, arn, name, arn),
        };
    }

    private static string LastOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
