namespace AccessUndenied.Aws.Clients;

/// <summary>What a client has to know of its service.</summary>
/// <param name="Id">The service id, from which <c>AWS_ENDPOINT_URL_…</c> is named.</param>
/// <param name="Prefix">The prefix of its actions in policies, which is also the name that requests are signed for.</param>
/// <param name="Host">The first part of its host name.</param>
/// <param name="Protocol">How it speaks.</param>
/// <param name="Version">The version of its API.</param>
/// <remarks>Source: the services' public API models.</remarks>
internal sealed record AwsService(string Id, string Prefix, string Host, AwsProtocol Protocol, string Version)
{
    /// <summary>What stands before the operation in <c>X-Amz-Target</c>.</summary>
    public string? Target { get; init; }

    /// <summary>The name that requests are signed for, where it is not the prefix.</summary>
    public string? SigningName { get; init; }

    /// <summary>The first part of the host name of dual-stack endpoints, where it is another one.</summary>
    public string? DualStackHost { get; init; }

    /// <summary>Whether the usual endpoints are the dual-stack endpoints.</summary>
    public bool IsAlwaysDualStack { get; init; }

    /// <summary>Whether the usual endpoints in the partition of the US government are the FIPS endpoints there.</summary>
    public bool IsFipsForGovernment { get; init; }

    /// <summary>The region in which the service answers for all of a partition; null for a regional service.</summary>
    public Func<string, string>? GlobalRegion { get; init; }

    public static AwsService Iam { get; } = new("IAM", "iam", "iam", AwsProtocol.Query, "2010-05-08") { IsFipsForGovernment = true, GlobalRegion = AwsEndpoints.IamRegion };

    public static AwsService Organizations { get; } = new("Organizations", "organizations", "organizations", AwsProtocol.Json11, "2016-11-28")
    {
        IsFipsForGovernment = true,
        Target = "AWSOrganizationsV20161128",
        GlobalRegion = Aws.Partitions.LeadRegion,
    };

    public static AwsService CloudTrail { get; } = new("CloudTrail", "cloudtrail", "cloudtrail", AwsProtocol.Json11, "2013-11-01")
    {
        IsFipsForGovernment = true,
        Target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
    };

    public static AwsService Ec2 { get; } = new("EC2", "ec2", "ec2", AwsProtocol.Ec2, "2016-11-15") { IsFipsForGovernment = true };

    public static AwsService Tagging { get; } = new("Resource Groups Tagging API", "tag", "tagging", AwsProtocol.Json11, "2017-01-26")
    {
        Target = "ResourceGroupsTaggingAPI_20170126",
        SigningName = "tagging",
    };

    public static AwsService SecretsManager { get; } = new("Secrets Manager", "secretsmanager", "secretsmanager", AwsProtocol.Json11, "2017-10-17")
    {
        Target = "secretsmanager",
        IsAlwaysDualStack = true,
    };

    public static AwsService Ecr { get; } = new("ECR", "ecr", "api.ecr", AwsProtocol.Json11, "2015-09-21")
    {
        Target = "AmazonEC2ContainerRegistry_V20150921",
        DualStackHost = "ecr",
    };

    public static AwsService Lambda { get; } = new("Lambda", "lambda", "lambda", AwsProtocol.RestJson, "2015-03-31");

    public static AwsService Sns { get; } = new("SNS", "sns", "sns", AwsProtocol.Query, "2010-03-31") { IsFipsForGovernment = true };

    public static AwsService DynamoDb { get; } = new("DynamoDB", "dynamodb", "dynamodb", AwsProtocol.Json10, "2012-08-10") { IsFipsForGovernment = true, Target = "DynamoDB_20120810" };

    public static AwsService EventBridge { get; } = new("EventBridge", "events", "events", AwsProtocol.Json11, "2015-10-07") { IsFipsForGovernment = true, Target = "AWSEvents" };

    public static AwsService Logs { get; } = new("CloudWatch Logs", "logs", "logs", AwsProtocol.Json11, "2014-03-28") { IsFipsForGovernment = true, Target = "Logs_20140328" };

    public static AwsService FileSystem { get; } = new("EFS", "elasticfilesystem", "elasticfilesystem", AwsProtocol.RestJson, "2015-02-01") { DualStackHost = "efs" };

    public static AwsService OpenSearch { get; } = new("OpenSearch", "es", "es", AwsProtocol.RestJson, "2021-01-01") { DualStackHost = "aos" };

    public static AwsService Glacier { get; } = new("Glacier", "glacier", "glacier", AwsProtocol.RestJson, "2012-06-01") { IsFipsForGovernment = true };

    public static AwsService Backup { get; } = new("Backup", "backup", "backup", AwsProtocol.RestJson, "2018-11-15");

    public static AwsService CodeArtifact { get; } = new("codeartifact", "codeartifact", "codeartifact", AwsProtocol.RestJson, "2018-09-22");

    public static AwsService Glue { get; } = new("Glue", "glue", "glue", AwsProtocol.Json11, "2017-03-31") { Target = "AWSGlue" };

    public static AwsService ApiGateway { get; } = new("API Gateway", "apigateway", "apigateway", AwsProtocol.RestJson, "2015-07-09");

    public static AwsService MediaStore { get; } = new("MediaStore", "mediastore", "mediastore", AwsProtocol.Json11, "2017-09-01") { Target = "MediaStore_20170901" };

    public static AwsService Kinesis { get; } = new("Kinesis", "kinesis", "kinesis", AwsProtocol.Json11, "2013-12-02") { IsFipsForGovernment = true, Target = "Kinesis_20131202" };

    public static AwsService S3Control { get; } = new("S3 Control", "s3", "s3-control", AwsProtocol.RestXml, "2018-08-20");
}
