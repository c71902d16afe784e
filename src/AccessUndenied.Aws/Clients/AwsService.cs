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

    /// <summary>Whether there are no other endpoints than those with dual-stack names.</summary>
    public bool IsDualStackOnly { get; init; }

    /// <summary>Whether the usual endpoints are the dual-stack endpoints.</summary>
    public bool IsAlwaysDualStack { get; init; }

    /// <summary>Whether the usual endpoints in the partition of the US government are the FIPS endpoints there.</summary>
    public bool IsFipsForGovernment { get; init; }

    /// <summary>Whether that does not hold for the dual-stack endpoints there.</summary>
    public bool HasFipsDualStackForGovernment { get; init; }

    /// <summary>The region in which the service answers for all of a partition; null for a regional service.</summary>
    public Func<string, string>? GlobalRegion { get; init; }

    public static AwsService Iam { get; } = new("IAM", "iam", "iam", AwsProtocol.Query, "2010-05-08") { IsFipsForGovernment = true, GlobalRegion = AwsEndpoints.IamRegion };

    /// <summary>What keeps records of refusals; its actions are IAM's, and so is the name that requests are signed for.</summary>
    public static AwsService IamToolbox { get; } = new("IAM Toolbox", "iam", "iam-toolbox", AwsProtocol.RestJson, "2018-05-10");

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

    public static AwsService Logs { get; } = new("CloudWatch Logs", "logs", "logs", AwsProtocol.Json11, "2014-03-28") { IsFipsForGovernment = true, Target = "Logs_20140328" };

    public static AwsService S3Control { get; } = new("S3 Control", "s3", "s3-control", AwsProtocol.RestXml, "2018-08-20");

    /// <summary>What answers for S3 on Outposts in the words of S3 Control.</summary>
    public static AwsService S3Outposts { get; } = new("S3 Control", "s3-outposts", "s3-outposts", AwsProtocol.RestXml, "2018-08-20");

    /// <summary>What answers for access points of directory buckets in the words of S3 Control.</summary>
    public static AwsService S3ExpressAccessPoints { get; } = new("S3 Control", "s3express", "s3express-control", AwsProtocol.RestXml, "2018-08-20");

    /// <summary>What answers for directory buckets in the words of S3, whose policies are JSON.</summary>
    public static AwsService S3ExpressBuckets { get; } = new("S3", "s3express", "s3express-control", AwsProtocol.RestJson, "2006-03-01");

    public static AwsService S3Tables { get; } = new("S3Tables", "s3tables", "s3tables", AwsProtocol.RestJson, "2018-05-10");
}
