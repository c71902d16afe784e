using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>The operations of the SDK's own clients that the library calls: those that its metadata refers to.</summary>
internal static class SdkOperations
{
    private static readonly Dictionary<string, string> s_sources = new(StringComparer.Ordinal)
    {
        ["IAmazonS3"] = "s3.amazonaws.com",
        ["IAmazonKeyManagementService"] = "kms.amazonaws.com",
        ["IAmazonSQS"] = "sqs.amazonaws.com",
        ["IAmazonSecurityTokenService"] = "sts.amazonaws.com",
    };

    // CloudTrail, and with it the catalog, has another name for these than the API has.
    private static readonly Dictionary<string, string> s_recordedAs = new(StringComparer.Ordinal)
    {
        ["GetPublicAccessBlock"] = "GetBucketPublicAccessBlock",
    };

    // Source: SQS Developer Guide, "Amazon SQS API permissions: Actions and resource reference": who may do it to one message may do it to several.
    private static readonly Dictionary<string, string> s_grantedBy = new(StringComparer.Ordinal)
    {
        ["sqs:DeleteMessageBatch"] = "sqs:DeleteMessage",
        ["sqs:ChangeMessageVisibilityBatch"] = "sqs:ChangeMessageVisibility",
    };

    /// <summary>The permission that a call takes.</summary>
    public static string PermissionOf(string call) => s_grantedBy.GetValueOrDefault(call, call);

    public static List<DeclaredOperation> Read()
    {
        using var file = File.OpenRead(typeof(AwsServiceClient).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var operations = new List<DeclaredOperation>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
            {
                continue;
            }

            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            var name = metadata.GetString(type.Name);
            var method = metadata.GetString(member.Name);
            if (metadata.GetString(type.Namespace).StartsWith("Amazon.", StringComparison.Ordinal) && name.StartsWith("IAmazon", StringComparison.Ordinal))
            {
                s_sources.Should().ContainKey(name, "a new client of the SDK needs its event source here");
                method.Should().EndWith("Async");
                operations.Add(Of(name, method));
            }
        }

        return operations;
    }

    private static DeclaredOperation Of(string client, string method)
    {
        var api = method[..^"Async".Length];
        if (s_grantedBy.TryGetValue($"{s_sources[client].Split('.')[0]}:{api}", out var permission))
        {
            return new($"{client}.{method}", permission, permission);
        }

        var action = ActionCatalog.Default.FindOperation(s_sources[client], s_recordedAs.GetValueOrDefault(api, api));
        action.Actions[0].IsListed.Should().BeTrue($"{client}.{method} has an action of its own");
        return new($"{client}.{method}", action.Actions[0].FullName, action.Actions[0].FullName);
    }
}
