using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Resources that the call itself makes: they have no tags yet, only the request has some.</summary>
/// <remarks>
/// EC2 authorizes a creation on a resource without an id (<c>volume/*</c>), and the tags that come with it as <c>aws:RequestTag</c>; the keys of
/// resource tags are of what exists already. So are those of other services that check the tags of a creation as a call of their tagging action. Rule GK-35.
/// Source: EC2 User Guide, "Grant permission to tag resources during creation" and "Control access using resource tags".
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/control-access-with-tags.html
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
/// </remarks>
internal static class CreatedResources
{
    private static readonly string[] s_creations = ["Allocate", "Copy", "Create", "Import", "Provision", "Purchase", "Register", "Request", "Run"];

    // Actions of services with resource policies that are checked on the ARN of what they make, under a name that the caller gives; from the
    // service's page of https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    private static readonly FrozenSet<string> s_makers = new[]
    {
        "backup:CreateBackupVault", "codeartifact:CreateDomain", "codeartifact:CreateRepository", "codebuild:CreateProject", "dynamodb:CreateTable", "ecr:CreateRepository",
        "es:CreateDomain", "es:CreateElasticsearchDomain", "events:CreateEventBus", "glacier:CreateVault", "kinesis:CreateStream", "lambda:CreateFunction", "logs:CreateLogGroup",
        "mediastore:CreateContainer", "s3:CreateBucket", "s3:CreateAccessPoint", "s3express:CreateBucket", "s3tables:CreateTableBucket", "secretsmanager:CreateSecret",
        "ses:CreateEmailIdentity", "sns:CreateTopic", "sqs:CreateQueue", "schemas:CreateRegistry", "kinesisvideo:CreateStream",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_tagging = ["Tag", "AddTags", "CreateTags"];

    /// <summary>Whether the resource of <paramref name="action"/> is what the call makes.</summary>
    internal static bool IsMadeBy(string action) => s_makers.Contains(action);

    /// <summary>Whether <paramref name="request"/> is for something that is being made and that has no tags of its own.</summary>
    internal static bool HaveNoTags(AuthorizationRequest request)
    {
        if (IsTaggedAtCreation(request))
        {
            return true;
        }

        if (!Arn.TryParse(request.Resource.Value, out var arn) || arn.Service is not "ec2" || !arn.Resource.EndsWith("/*", StringComparison.Ordinal))
        {
            return false;
        }

        var name = ActionName.NameOf(request.Action);
        return name.Equals("CreateTags", StringComparison.OrdinalIgnoreCase) ? request.Context["ec2:CreateAction"].IsKnown : IsCreation(name) && IsMade(name, arn.ResourceType);
    }

    // Tags that come with a creation are checked as a call of the tagging action, on what does not exist yet.
    private static bool IsTaggedAtCreation(AuthorizationRequest request)
    {
        var name = ActionName.NameOf(request.Action);
        return request.Operation is { } operation && !name.Equals(operation, StringComparison.OrdinalIgnoreCase) && StartsWith(name, s_tagging)
            && (IsCreation(operation) || operation.Equals("PutParameter", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsCreation(ReadOnlySpan<char> name) => StartsWith(name, s_creations);

    private static bool StartsWith(ReadOnlySpan<char> name, string[] starts)
    {
        foreach (var start in starts)
        {
            if (name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // CreateVolume makes a volume, of a snapshot that exists; RunInstances makes more than its name says.
    private static bool IsMade(ReadOnlySpan<char> name, ReadOnlySpan<char> type) => name.Equals("RunInstances", StringComparison.OrdinalIgnoreCase)
        ? type is "instance" or "volume" or "network-interface" or "spot-instances-request"
        : name.Contains(type.ToString().Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
