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
    private const string Function = "arn:{partition}:lambda:{region}:{account}:function:{functionName}";
    private const string Secret = "{response.arn}";
    private const string Repository = "arn:{partition}:ecr:{region}:{account}:repository/{repositoryName}";
    private const string Vault = "arn:{partition}:backup:{region}:{account}:backup-vault:{backupVaultName}";
    private const string FileSystem = "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{fileSystemId}";
    private const string Bus = "arn:{partition}:events:{region}:{account}:event-bus/{eventBusName|default}";

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
            ("DeleteAccountPublicAccessBlock", DeletePublicAccess, "{account}", "")),
        .. Rows("kms", KmsPages,
            ("CreateKey", NewResource, "{response.keyMetadata.arn}", "policy"),
            ("PutKeyPolicy", PutResource, Key, "policy")),
        .. Rows("sqs", QueuePages,
            ("SetQueueAttributes", PutResource, Queue, "attributes.Policy"),
            ("CreateQueue", NewResource, "{response.queueUrl}", "attributes.Policy"),
            ("DeleteQueue", DeleteResource, Queue, ""),
            ("AddPermission", LoseResource, Queue, ""),
            ("RemovePermission", RemoveStatement, Queue, "label")),
        .. Rows("sns", TopicPages,
            ("SetTopicAttributes", PutResource, Topic, "attributeValue"),
            ("DeleteTopic", DeleteResource, Topic, ""),
            ("AddPermission", LoseResource, Topic, ""),
            ("RemovePermission", RemoveStatement, Topic, "label")),
        .. Rows("lambda", LambdaPages,
            ("AddPermission", AddStatement, Function, "response.statement"),
            ("RemovePermission", RemoveStatement, Function, "statementId"),
            ("DeleteFunction", DeleteResource, Function, "")),
        .. Rows("secretsmanager", SecretPages,
            ("PutResourcePolicy", PutResource, Secret, "resourcePolicy"),
            ("DeleteResourcePolicy", DeleteResource, Secret, "")),
        .. Rows("ecr", RegistryPages,
            ("SetRepositoryPolicy", PutResource, Repository, "policyText"),
            ("DeleteRepositoryPolicy", DeleteResource, Repository, ""),
            ("DeleteRepository", DeleteResource, Repository, "")),
        .. Rows("dynamodb", TablePages,
            ("PutResourcePolicy", PutResource, "{resourceArn}", "policy"),
            ("DeleteResourcePolicy", DeleteResource, "{resourceArn}", "")),
        .. Rows("backup", BackupPages,
            ("PutBackupVaultAccessPolicy", PutResource, Vault, "policy"),
            ("DeleteBackupVaultAccessPolicy", DeleteResource, Vault, "")),
        .. Rows("elasticfilesystem", FilePages,
            ("PutFileSystemPolicy", PutResource, FileSystem, "policy"),
            ("DeleteFileSystemPolicy", DeleteResource, FileSystem, "")),
        .. Rows("events", BusPages,
            ("PutPermission", LoseResource, Bus, ""),
            ("RemovePermission", RemoveStatement, Bus, "statementId")),
        .. Rows("ec2", EndpointPages,
            ("CreateVpcEndpoint", PutEndpoint, "response.CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId", "policyDocument"),
            ("ModifyVpcEndpoint", PutEndpoint, "vpcEndpointId", "policyDocument")),
    ];

    private static IEnumerable<WriteRow> Rows(string source, string pages, params (string Event, WriteKind Kind, string Carrier, string Document)[] rows) =>
        rows.Select(row => new WriteRow(source, row.Event, row.Kind, row.Carrier, row.Document, PageOf(pages, row.Event)));

    // The pages of Block Public Access are named otherwise than the events.
    private static string PageOf(string pages, string name) => pages + name switch
    {
        "PutBucketPublicAccessBlock" => "API_PutPublicAccessBlock",
        "DeleteBucketPublicAccessBlock" => "API_DeletePublicAccessBlock",
        "PutAccountPublicAccessBlock" => "API_control_PutPublicAccessBlock",
        "DeleteAccountPublicAccessBlock" => "API_control_DeletePublicAccessBlock",
        _ => $"API_{name}",
    } + ".html";
}
