using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

internal static partial class PolicyTable
{
    private static readonly AwsService s_dynamoDb = new("DynamoDB", "dynamodb", "dynamodb", AwsProtocol.Json10, "2012-08-10")
    {
        IsFipsForGovernment = true,
        Target = "DynamoDB_20120810",
    };

    private static PolicyRow[] Data { get; } =
    [
        .. new[] { ("table/{table}/stream/{stream+}", "streams of tables"), ("table/{table}", "tables, with their indexes") }.Select(kind =>
            new PolicyRow(s_dynamoDb, "dynamodb", kind.Item1, "GetResourcePolicy", "ResourceArn={arn}", "Policy")
            {
                Words = kind.Item2,
                None = ["PolicyNotFoundException"],
                Page = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html",
            }),
        new(
            new("Glue", "glue", "glue", AwsProtocol.Json11, "2017-03-31") { Target = "AWSGlue" },
            "glue", "catalog", "GetResourcePolicy", "", "PolicyInJson")
        {
            Words = "data catalogs, with all that is in them",
            None = ["EntityNotFoundException"],
            Page = "https://docs.aws.amazon.com/glue/latest/webapi/API_GetResourcePolicy.html",
        },
        new(
            new("OpenSearch", "es", "es", AwsProtocol.RestJson, "2021-01-01") { DualStackHost = "aos" },
            "es", "domain/{name}", "DescribeDomain", "GET /2021-01-01/opensearch/domain/{name}", "DomainStatus/AccessPolicies")
        {
            Words = "search domains",
            Always = new("DomainStatus/ARN"),
            Page = "https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DescribeDomain.html",
        },
        new(
            new("CloudSearch", "cloudsearch", "cloudsearch", AwsProtocol.Query, "2013-01-01"),
            "cloudsearch", "domain/{name}", "DescribeServiceAccessPolicies", "DomainName={name}&Deployed=true", "AccessPolicies/Options")
        {
            Words = "domains of CloudSearch",
            Always = new("AccessPolicies/Status"),
            Page = "https://docs.aws.amazon.com/cloudsearch/latest/developerguide/API_DescribeServiceAccessPolicies.html",
        },
        new(
            new("OSIS", "osis", "osis", AwsProtocol.RestJson, "2022-01-01"),
            "osis", "pipeline/{name}", "GetResourcePolicy", "GET /2022-01-01/osis/resourcePolicy/{arn}", "Policy")
        {
            Words = "ingestion pipelines",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/goto/WebAPI/osis-2022-01-01/GetResourcePolicy",
        },
        new(
            new("QBusiness", "qbusiness", "qbusiness", AwsProtocol.RestJson, "2023-11-27") { IsDualStackOnly = true },
            "qbusiness", "application/{id}", "GetPolicy", "GET /applications/{id}/policy", "policy")
        {
            Words = "applications of Q Business",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/amazonq/latest/api-reference/API_GetPolicy.html",
        },
        new(
            new("DSQL", "dsql", "dsql", AwsProtocol.RestJson, "2018-05-10") { IsDualStackOnly = true },
            "dsql", "cluster/{id}", "GetClusterPolicy", "GET /cluster/{id}/policy", "policy")
        {
            Words = "Aurora DSQL clusters",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/goto/WebAPI/dsql-2018-05-10/GetClusterPolicy",
        },
        new(
            new("Redshift", "redshift", "redshift", AwsProtocol.Query, "2012-12-01") { IsFipsForGovernment = true, HasFipsDualStackForGovernment = true },
            "redshift", "namespace:{id}", "GetResourcePolicy", "ResourceArn={arn}", "ResourcePolicy/Policy")
        {
            Words = "namespaces of data warehouses",
            None = ["ResourceNotFoundFault"],
            Page = "https://docs.aws.amazon.com/redshift/latest/APIReference/API_GetResourcePolicy.html",
        },
        new(
            new("Redshift Serverless", "redshift-serverless", "redshift-serverless", AwsProtocol.Json11, "2021-04-21") { Target = "RedshiftServerless" },
            "redshift-serverless", "snapshot/{id}", "GetResourcePolicy", "resourceArn={arn}", "resourcePolicy/policy")
        {
            Words = "snapshots of serverless data warehouses",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_GetResourcePolicy.html",
        },
        .. new[]
        {
            ("matchingworkflow/{name}", "matching workflows"), ("schemamapping/{name}", "schema mappings"), ("idmappingworkflow/{name}", "workflows that map ids"),
            ("idnamespace/{name}", "namespaces of ids"),
        }.Select(kind => new PolicyRow(
            new("EntityResolution", "entityresolution", "entityresolution", AwsProtocol.RestJson, "2018-05-10"),
            "entityresolution", kind.Item1, "GetPolicy", "GET /policies/{arn}", "policy")
        {
            Words = kind.Item2,
            None = ["ResourceNotFoundException"],
            Always = new("arn"),
            Page = "https://docs.aws.amazon.com/entityresolution/latest/apireference/API_GetPolicy.html",
        }),
    ];
}
