using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

internal static partial class PolicyTable
{
    private static readonly (string Name, string Value)[] s_controlHeaders = [("x-amz-account-id", "{account}")];
    private static readonly (string Name, string Value)[] s_outpostHeaders = [("x-amz-account-id", "{account}"), ("x-amz-outpost-id", "{outpost}")];

    private static PolicyRow[] Storage { get; } = [.. OnS3, .. OnOtherStorage];

    private static PolicyRow[] OnS3 =>
    [
        new(AwsService.S3Control, "s3", "accesspoint/{name}", "GetAccessPointPolicy", "GET /v20180820/accesspoint/{name}/policy", "Policy")
        {
            Words = "S3 access points",
            None = ["NoSuchAccessPointPolicy"],
            Headers = s_controlHeaders,
            HostPrefix = "{account}.",
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPointPolicy.html",
        },
        new(AwsService.S3Control, "s3", "access-grants/{instance}", "GetAccessGrantsInstanceResourcePolicy", "GET /v20180820/accessgrantsinstance/resourcepolicy", "Policy")
        {
            Words = "S3 Access Grants instances",
            None = ["NoSuchAccessGrantsInstanceResourcePolicy", "NoSuchAccessGrantsInstanceResourcePolicyError"],
            Headers = s_controlHeaders,
            HostPrefix = "{account}.",
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessGrantsInstanceResourcePolicy.html",
        },
        new(
            AwsService.S3Control, "s3-object-lambda", "accesspoint/{name}", "GetAccessPointPolicyForObjectLambda",
            "GET /v20180820/accesspointforobjectlambda/{name}/policy", "Policy")
        {
            Words = "S3 Object Lambda access points",
            None = ["NoSuchAccessPointPolicy"],
            OwnPermission = "s3:GetAccessPointPolicyForObjectLambda",
            Headers = s_controlHeaders,
            HostPrefix = "{account}.",
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPointPolicyForObjectLambda.html",
        },
        new(AwsService.S3Outposts, "s3-outposts", "outpost/{outpost}/accesspoint/{name}", "GetAccessPointPolicy", "GET /v20180820/accesspoint/{name}/policy", "Policy")
        {
            Words = "access points of S3 on Outposts",
            None = ["NoSuchAccessPointPolicy"],
            Headers = s_outpostHeaders,
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPointPolicy.html",
        },
        new(AwsService.S3Outposts, "s3-outposts", "outpost/{outpost}/bucket/{name}", "GetBucketPolicy", "GET /v20180820/bucket/{name}/policy", "Policy")
        {
            Words = "buckets of S3 on Outposts",
            None = ["NoSuchBucketPolicy"],
            Headers = s_outpostHeaders,
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetBucketPolicy.html",
        },
        new(AwsService.S3ExpressBuckets, "s3express", "bucket/{name}", "GetBucketPolicy", "GET /{name}?policy", "")
        {
            Words = "S3 directory buckets",
            None = ["NoSuchBucketPolicy"],
            Always = new("Statement"),
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html",
        },
        new(AwsService.S3ExpressAccessPoints, "s3express", "accesspoint/{name}", "GetAccessPointPolicy", "GET /v20180820/accesspoint/{name}/policy", "Policy")
        {
            Words = "access points of S3 directory buckets",
            None = ["NoSuchAccessPointPolicy"],
            Headers = s_controlHeaders,
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPointPolicy.html",
        },
        new(AwsService.S3Tables, "s3tables", "bucket/{name}", "GetTableBucketPolicy", "GET /buckets/{arn}/policy", "resourcePolicy")
        {
            Words = "S3 table buckets",
            None = ["NotFoundException"],
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_s3Buckets_GetTableBucketPolicy.html",
        },
        new(
            new("S3Vectors", "s3vectors", "s3vectors", AwsProtocol.RestJson, "2025-07-15") { IsDualStackOnly = true },
            "s3vectors", "bucket/{name}", "GetVectorBucketPolicy", "POST /GetVectorBucketPolicy vectorBucketArn={arn}", "policy")
        {
            Words = "S3 vector buckets",
            None = ["NotFoundException"],
            Page = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_S3VectorBuckets_GetVectorBucketPolicy.html",
        },
    ];

    private static PolicyRow[] OnOtherStorage =>
    [
        new(
            new("EFS", "elasticfilesystem", "elasticfilesystem", AwsProtocol.RestJson, "2015-02-01") { DualStackHost = "efs" },
            "elasticfilesystem", "file-system/{id}", "DescribeFileSystemPolicy", "GET /2015-02-01/file-systems/{id}/policy", "Policy")
        {
            Words = "file systems",
            None = ["PolicyNotFound"],
            Page = "https://docs.aws.amazon.com/efs/latest/ug/API_DescribeFileSystemPolicy.html",
        },
        new(
            new("Glacier", "glacier", "glacier", AwsProtocol.RestJson, "2012-06-01") { IsFipsForGovernment = true },
            "glacier", "vaults/{vault}", "GetVaultAccessPolicy", "GET /{account}/vaults/{vault}/access-policy", "Policy")
        {
            Words = "archive vaults",
            None = ["ResourceNotFoundException"],
            Missing = "Vault",
            Headers = [("x-amz-glacier-version", "2012-06-01")],
            Page = "https://docs.aws.amazon.com/amazonglacier/latest/dev/api-GetVaultAccessPolicy.html",
        },
        new(
            new("Backup", "backup", "backup", AwsProtocol.RestJson, "2018-11-15"),
            "backup", "backup-vault:{vault+}", "GetBackupVaultAccessPolicy", "GET /backup-vaults/{vault}/access-policy", "Policy")
        {
            Words = "backup vaults",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_GetBackupVaultAccessPolicy.html",
        },
        new(
            new("MediaStore", "mediastore", "mediastore", AwsProtocol.Json11, "2017-09-01") { Target = "MediaStore_20170901" },
            "mediastore", "container/{name}", "GetContainerPolicy", "ContainerName={name}", "Policy")
        {
            Words = "containers of media",
            None = ["PolicyNotFoundException"],
            Page = "https://docs.aws.amazon.com/mediastore/latest/apireference/API_GetContainerPolicy.html",
        },
    ];
}
