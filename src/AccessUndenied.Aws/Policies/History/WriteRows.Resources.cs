using static AccessUndenied.Aws.Policies.History.WriteKind;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The rows of the services whose resources carry policies.</summary>
internal static partial class WriteRows
{
    private const string S3Pages = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
    private const string KmsPages = "https://docs.aws.amazon.com/kms/latest/APIReference/";
    private const string QueuePages = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/";
    private const string TopicPages = "https://docs.aws.amazon.com/sns/latest/api/";
    private const string LambdaPages = "https://docs.aws.amazon.com/lambda/latest/api/";
    private const string SecretPages = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/";
    private const string RegistryPages = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/";
    private const string TablePages = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/";
    private const string BackupPages = "https://docs.aws.amazon.com/aws-backup/latest/devguide/";
    private const string FilePages = "https://docs.aws.amazon.com/efs/latest/ug/";
    private const string BusPages = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/";
    private const string EndpointPages = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/";
    private const string Bucket = "arn:{partition}:s3:::{bucketName}";
    private const string Key = "arn:{partition}:kms:{region}:{account}:key/{keyId}";
    private const string Queue = "{queueUrl}";
    private const string Topic = "{topicArn}";
    private const string Function = "arn:{partition}:lambda:{region}:{account}:function:{functionName}{:qualifier}";
    private const string Secret = "{response.arn|response.aRN|secretId}";
    private const string Repository = "arn:{partition}:ecr:{region}:{registryId|account}:repository/{repositoryName}";
    private const string AccessPoint = "arn:{partition}:s3:{region}:{account}:accesspoint/{name}";
    private const string Grants = "arn:{partition}:s3:{region}:{account}:access-grants/default";
    private const string ObjectLambda = "arn:{partition}:s3-object-lambda:{region}:{account}:accesspoint/{name}";
    private const string DirectoryBucket = "arn:{partition}:s3express:{region}:{account}:bucket/{bucketName}";
    private const string DirectoryAccessPoint = "arn:{partition}:s3express:{region}:{account}:accesspoint/{name}";
    private const string Outposts = "arn:{partition}:s3-outposts:{region}:{account}:outpost/";
    private const string VectorBucket = "arn:{partition}:s3vectors:{region}:{account}:bucket/{vectorBucketArn|vectorBucketName}";
    private const string Layer = "arn:{partition}:lambda:{region}:{account}:layer:{layerName}:{versionNumber}";
    private const string Table = "arn:{partition}:dynamodb:{region}:{account}:table/{tableName}";
    private const string Vault = "arn:{partition}:backup:{region}:{account}:backup-vault:{backupVaultName}";
    private const string FileSystem = "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{fileSystemId}";
    private const string Bus = "arn:{partition}:events:{region}:{account}:event-bus/{eventBusName|=default}";

    public static IReadOnlyList<WriteRow> Resources { get; } =
    [
        .. Rows("s3", S3Pages,
            ("CreateBucket", NewResource, Bucket, ""),
            ("DeleteBucket", DeleteResource, Bucket, ""),
            ("PutBucketPolicy", PutResource, Bucket, "bucketPolicy"),
            ("DeleteBucketPolicy", DeleteResource, Bucket, ""),
            ("PutBucketPublicAccessBlock", PutPublicAccess, Bucket, "PublicAccessBlockConfiguration"),
            ("DeleteBucketPublicAccessBlock", DeletePublicAccess, Bucket, ""),
            ("PutAccountPublicAccessBlock", PutPublicAccess, "{account}", "PublicAccessBlockConfiguration"),
            ("DeleteAccountPublicAccessBlock", DeletePublicAccess, "{account}", ""),
            ("CreateAccessPoint", NewResource, AccessPoint, ""),
            ("DeleteAccessPoint", DeleteResource, AccessPoint, ""),
            ("PutAccessPointPolicy", PutResource, AccessPoint, "policy"),
            ("DeleteAccessPointPolicy", DeleteResource, AccessPoint, ""),
            ("PutAccessGrantsInstanceResourcePolicy", PutResource, Grants, "policy"),
            ("DeleteAccessGrantsInstanceResourcePolicy", DeleteResource, Grants, ""),
            ("DeleteAccessGrantsInstance", DeleteResource, Grants, ""),
            ("CreateAccessPointForObjectLambda", NewResource, ObjectLambda, ""),
            ("DeleteAccessPointForObjectLambda", DeleteResource, ObjectLambda, ""),
            ("PutAccessPointPolicyForObjectLambda", PutResource, ObjectLambda, "policy"),
            ("DeleteAccessPointPolicyForObjectLambda", DeleteResource, ObjectLambda, ""),
            ("PutMultiRegionAccessPointPolicy", LoseKind, "arn:{partition}:s3::{account}:accesspoint/", "")),
        .. Rows("s3express", S3Pages,
            ("CreateBucket", NewResource, DirectoryBucket, ""),
            ("DeleteBucket", DeleteResource, DirectoryBucket, ""),
            ("PutBucketPolicy", PutResource, DirectoryBucket, "bucketPolicy"),
            ("DeleteBucketPolicy", DeleteResource, DirectoryBucket, ""),
            ("CreateAccessPoint", NewResource, DirectoryAccessPoint, ""),
            ("DeleteAccessPoint", DeleteResource, DirectoryAccessPoint, ""),
            ("PutAccessPointPolicy", PutResource, DirectoryAccessPoint, "policy"),
            ("DeleteAccessPointPolicy", DeleteResource, DirectoryAccessPoint, "")),
        .. Rows("s3-outposts", S3Pages,
            ("PutBucketPolicy", LoseKind, Outposts, ""),
            ("DeleteBucketPolicy", LoseKind, Outposts, ""),
            ("DeleteBucket", LoseKind, Outposts, ""),
            ("PutAccessPointPolicy", LoseKind, Outposts, ""),
            ("DeleteAccessPointPolicy", LoseKind, Outposts, ""),
            ("DeleteAccessPoint", LoseKind, Outposts, "")),
        .. Rows("s3tables", S3Pages,
            ("PutTableBucketPolicy", LoseKind, "{tableBucketARN}", ""),
            ("DeleteTableBucketPolicy", LoseKind, "{tableBucketARN}", ""),
            ("DeleteTableBucket", LoseKind, "{tableBucketARN}", ""),
            ("PutTablePolicy", LoseKind, "{tableBucketARN}", ""),
            ("DeleteTablePolicy", LoseKind, "{tableBucketARN}", ""),
            ("DeleteTable", LoseKind, "{tableBucketARN}", "")),
        .. Rows("s3vectors", S3Pages,
            ("PutVectorBucketPolicy", PutResource, VectorBucket, "policy"),
            ("DeleteVectorBucketPolicy", DeleteResource, VectorBucket, ""),
            ("DeleteVectorBucket", DeleteResource, VectorBucket, "")),
        .. Rows("kms", KmsPages,
            ("CreateKey", NewResource, "{response.keyMetadata.arn}", "policy"),
            ("PutKeyPolicy", PutResource, Key, "policy"),
            ("CreateGrant", CreateGrant, Key, ""),
            ("RevokeGrant", EndGrant, Key, ""),
            ("RetireGrant", EndGrant, Key, "")),
        .. Rows("sqs", QueuePages,
            ("SetQueueAttributes", PutResource, Queue, "attributes.Policy"),
            ("CreateQueue", NewResource, "{response.queueUrl}", "attributes.Policy"),
            ("DeleteQueue", DeleteResource, Queue, ""),
            ("AddPermission", LoseResource, Queue, ""),
            ("RemovePermission", RemoveStatement, Queue, "label")),
        .. Rows("sns", TopicPages,
            ("SetTopicAttributes", PutResource, Topic, "attributeValue"),
            ("CreateTopic", NewResource, "{response.topicArn}", "attributes.Policy"),
            ("DeleteTopic", DeleteResource, Topic, ""),
            ("AddPermission", LoseResource, Topic, ""),
            ("RemovePermission", RemoveStatement, Topic, "label")),
        .. Rows("lambda", LambdaPages,
            ("AddPermission", AddStatement, Function, "response.statement"),
            ("RemovePermission", RemoveStatement, Function, "statementId"),
            ("PutResourcePolicy", PutResource, "{resourceArn}", "policy"),
            ("DeleteResourcePolicy", DeleteResource, "{resourceArn}", ""),
            ("CreateFunction", NewResource, Function, ""),
            ("DeleteFunction", DeleteResource, Function, ""),
            ("DeleteAlias", DeleteResource, "arn:{partition}:lambda:{region}:{account}:function:{functionName}:{name}", ""),
            ("AddLayerVersionPermission", AddStatement, Layer, "response.statement"),
            ("RemoveLayerVersionPermission", RemoveStatement, Layer, "statementId"),
            ("DeleteLayerVersion", DeleteResource, Layer, "")),
        .. Rows("secretsmanager", SecretPages,
            ("PutResourcePolicy", PutResource, Secret, "resourcePolicy"),
            ("DeleteResourcePolicy", DeleteResource, Secret, ""),
            ("ReplicateSecretToRegions", LoseReplicas, Secret, ""),
            ("RemoveRegionsFromReplication", LoseReplicas, Secret, ""),
            ("StopReplicationToReplica", LoseReplicas, Secret, ""),
            ("CreateSecret", NewResource, "{response.arn|response.aRN}", "")),
        .. Rows("ecr", RegistryPages,
            ("CreateRepository", NewResource, Repository, ""),
            ("SetRepositoryPolicy", PutResource, Repository, "policyText"),
            ("DeleteRepositoryPolicy", DeleteResource, Repository, ""),
            ("DeleteRepository", DeleteResource, Repository, "")),
        .. Rows("dynamodb", TablePages,
            ("PutResourcePolicy", PutResource, "{resourceArn}", "policy"),
            ("DeleteResourcePolicy", DeleteResource, "{resourceArn}", ""),
            ("CreateTable", NewResource, Table, "resourcePolicy"),
            ("DeleteTable", DeleteResource, Table, "")),
        .. Rows("backup", BackupPages,
            ("PutBackupVaultAccessPolicy", PutResource, Vault, "policy"),
            ("DeleteBackupVaultAccessPolicy", DeleteResource, Vault, ""),
            ("CreateBackupVault", NewResource, Vault, ""),
            ("DeleteBackupVault", DeleteResource, Vault, "")),
        .. Rows("elasticfilesystem", FilePages,
            ("PutFileSystemPolicy", PutResource, FileSystem, "policy"),
            ("DeleteFileSystemPolicy", DeleteResource, FileSystem, ""),
            ("DeleteFileSystem", DeleteResource, FileSystem, "")),
        .. Rows("events", BusPages,
            ("PutPermission", PutResource, Bus, "policy"),
            ("RemovePermission", RemoveStatement, Bus, "statementId"),
            ("CreateEventBus", NewResource, "arn:{partition}:events:{region}:{account}:event-bus/{name}", ""),
            ("DeleteEventBus", DeleteResource, "arn:{partition}:events:{region}:{account}:event-bus/{name}", "")),
        .. Rows("ec2", EndpointPages,
            ("CreateVpcEndpoint", PutEndpoint, "response.CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId", "policyDocument"),
            ("ModifyVpcEndpoint", PutEndpoint, "vpcEndpointId", "policyDocument")),
    ];

    private static IEnumerable<WriteRow> Rows(string source, string pages, params (string Event, WriteKind Kind, string Carrier, string Document)[] rows) =>
        rows.Select(row => new WriteRow(source, row.Event, row.Kind, row.Carrier, row.Document, PageOf(pages, row.Event)));

    // The pages of S3 are named by the API that an operation belongs to.
    private static string PageOf(string pages, string name) => pages + name switch
    {
        _ when pages == S3Pages && (name.Contains("AccessPoint", StringComparison.Ordinal) || name.Contains("AccessGrants", StringComparison.Ordinal)) => $"API_control_{name}",
        _ when pages == S3Pages && name.Contains("Table", StringComparison.Ordinal) => $"API_s3Buckets_{name}",
        _ when pages == S3Pages && name.Contains("Vector", StringComparison.Ordinal) => $"API_S3VectorBuckets_{name}",
        "PutBucketPublicAccessBlock" => "API_PutPublicAccessBlock",
        "DeleteBucketPublicAccessBlock" => "API_DeletePublicAccessBlock",
        "PutAccountPublicAccessBlock" => "API_control_PutPublicAccessBlock",
        "DeleteAccountPublicAccessBlock" => "API_control_DeletePublicAccessBlock",
        _ when pages.EndsWith('_') => name,
        "DeleteVaultAccessPolicy" or "SetVaultAccessPolicy" => $"api-{name}",
        "DeleteVault" when pages.Contains("glacier", StringComparison.Ordinal) => "api-vault-delete",
        "PutClusterPolicy" or "DeleteClusterPolicy" when pages.Contains("msk", StringComparison.Ordinal) => "clusters-clusterarn-policy",
        "PutResourcePolicy" or "DeleteResourcePolicy" when pages.Contains("schema-reference", StringComparison.Ordinal) => "v1-policy",
        "DeleteRegistry" => "v1-registries-name-registryname",
        _ => $"API_{name}",
    } + ".html";
}
