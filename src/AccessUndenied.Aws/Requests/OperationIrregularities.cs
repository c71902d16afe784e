using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Requests;

/// <summary>Actions that depend on what a request holds, beyond what a table of names can say.</summary>
/// <remarks>Rule REQ-22.</remarks>
internal static class OperationIrregularities
{
    private static readonly string[] s_versioned = ["GetObject", "DeleteObject", "GetObjectAcl", "PutObjectAcl", "GetObjectTagging", "PutObjectTagging", "DeleteObjectTagging",
        "GetObjectAttributes", "GetObjectTorrent"];

    private static readonly FrozenSet<string> s_checkedOnEach = new[]
    {
        // Each table of the request. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
        "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem",

        // The alias and the key behind it. https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
        "kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias",

        // The document and each node; each parameter that is named.
        // https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html, https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
        "ssm:SendCommand", "ssm:StartSession", "ssm:GetParameters", "ssm:DeleteParameters",

        // What is made, and the groups that it is made with. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
        "rds:CreateDBInstance", "rds:CreateDBCluster", "rds:RestoreDBInstanceFromDBSnapshot", "rds:RestoreDBClusterFromSnapshot", "rds:RestoreDBInstanceToPointInTime",
        "rds:RestoreDBClusterToPointInTime", "rds:CreateDBSnapshot", "rds:CreateDBClusterSnapshot", "rds:CopyDBSnapshot",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
    private static readonly FrozenSet<string> s_replicating = new[]
    {
        "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner", "s3:GetObjectVersionForReplication",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a call that was checked for <paramref name="action"/> has other actions than its operation usually has: replication writes with its own.</summary>
    internal static bool StandsForTheOperation(string action) => s_replicating.Contains(action);

    internal static IReadOnlyList<CatalogAction> Needed(IReadOnlyList<CatalogAction> actions, ResourceSearch search, ActionCatalog catalog) => actions[0].Service switch
    {
        "s3" => OfS3(actions, search, catalog),
        "autoscaling" when search.Parameters.Has("serviceNamespace") && catalog.FindAction("application-autoscaling", actions[0].Name) is { } application => [application],
        "dynamodb" when actions.Count > 1 => DynamoDbTables.Needed(actions, search),
        "apigateway" => ApiGatewayPaths.Needed(actions, search, catalog),
        _ => actions,
    };

    /// <summary>Whether the call needs one of <paramref name="needed"/>, by what it holds and the record does not show, rather than all of them.</summary>
    internal static bool AreAlternatives(IReadOnlyList<CatalogAction> needed, ResourceSearch search) =>
        needed.Count > 1 && needed[0].Service == "dynamodb" && !DynamoDbTables.TellActions(search);

    /// <summary>Whether a call is authorized once for each resource that it uses, rather than for the one that it is about.</summary>
    /// <remarks>
    /// Source: Amazon EC2 API Reference, "Granting required permissions for Amazon EC2 API actions", resource-level permissions; AWS Glue Developer
    /// Guide, "Specifying AWS Glue resource ARNs" (https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html): a table's database and
    /// catalog must be allowed too. Rule RES-09; the other rows have their page with them.
    /// </remarks>
    internal static bool IsCheckedOnEachResource(CatalogAction action, string operation) =>
        action.Service is "ec2" or "glue" || s_checkedOnEach.Contains(action.FullName)
        || (action.Service == "dynamodb" && operation.StartsWith("Transact", StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<CatalogAction> OfS3(IReadOnlyList<CatalogAction> actions, ResourceSearch search, ActionCatalog catalog)
    {
        var name = actions[0].Name;
        var bucket = search.Parameters.Text("bucketName");
        if (S3Resources.IsDirectoryBucket(bucket))
        {
            // Calls on objects of a directory bucket are authorized by the session that they run in.
            var express = catalog.FindAction("s3express", name) ?? catalog.FindAction("s3express", "CreateSession");
            return express is null ? actions : [express];
        }

        if (name.EndsWith("PublicAccessBlock", StringComparison.Ordinal) && bucket is null && search.Parameters.AreKnown)
        {
            return catalog.FindAction("s3", name.Replace("Bucket", "Account", StringComparison.Ordinal)) is { } account ? [account] : actions;
        }

        // With a version's id S3 asks for the version's action instead (S3 API reference, GetObject and DeleteObject, "Permissions").
        if (search.Parameters.Text("versionId") is { Length: > 0 } && Array.IndexOf(s_versioned, name) >= 0
            && catalog.FindAction("s3", name.Replace("Object", "ObjectVersion", StringComparison.Ordinal)) is { } versioned)
        {
            return [versioned, .. actions.Skip(1)];
        }

        return actions;
    }
}
