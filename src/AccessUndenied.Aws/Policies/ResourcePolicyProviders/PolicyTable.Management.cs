using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

internal static partial class PolicyTable
{
    private static PolicyRow[] Management { get; } = [.. OnKeysAndSecrets, .. OnObservability, .. OnSystems];

    private static PolicyRow[] OnKeysAndSecrets =>
    [
        new(AwsService.SecretsManager, "secretsmanager", "secret:{name+}", "GetResourcePolicy", "SecretId={arn}", "ResourcePolicy")
        {
            Words = "secrets",
            Always = new("ARN"),
            Page = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html",
        },
        new(
            new("ACM PCA", "acm-pca", "acm-pca", AwsProtocol.Json11, "2017-08-22") { IsFipsForGovernment = true, HasFipsDualStackForGovernment = true, Target = "ACMPrivateCA" },
            "acm-pca", "certificate-authority/{id}", "GetPolicy", "ResourceArn={arn}", "Policy")
        {
            Words = "private certificate authorities",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/privateca/latest/APIReference/API_GetPolicy.html",
        },
        new(
            new("Payment Cryptography", "payment-cryptography", "controlplane.payment-cryptography", AwsProtocol.Json10, "2021-09-14")
            {
                Target = "PaymentCryptographyControlPlane",
            },
            "payment-cryptography", "key/{id}", "GetResourcePolicy", "ResourceArn={arn}", "Policy")
        {
            Words = "keys of payments",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/payment-cryptography/latest/APIReference/API_GetResourcePolicy.html",
        },
        new(
            new("CloudHSM V2", "cloudhsm", "cloudhsmv2", AwsProtocol.Json11, "2017-04-28") { Target = "BaldrApiService" },
            "cloudhsm", "backup/{id}", "GetResourcePolicy", "ResourceArn={arn}", "Policy")
        {
            Words = "backups of hardware security modules",
            None = ["CloudHsmResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_GetResourcePolicy.html",
        },
    ];

    private static PolicyRow[] OnObservability =>
    [
        .. new[] { ("eventdatastore/{id}", "event data stores"), ("channel/{id}", "channels of CloudTrail Lake"), ("dashboard/{id}", "dashboards of CloudTrail Lake") }
            .Select(kind => new PolicyRow(AwsService.CloudTrail, "cloudtrail", kind.Item1, "GetResourcePolicy", "ResourceArn={arn}", "ResourcePolicy")
            {
                Words = kind.Item2,
                None = ["ResourcePolicyNotFoundException"],
                Page = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetResourcePolicy.html",
            }),
        new(
            new("OAM", "oam", "oam", AwsProtocol.RestJson, "2022-06-10"),
            "oam", "sink/{id}", "GetSinkPolicy", "POST /GetSinkPolicy SinkIdentifier={arn}", "Policy")
        {
            Words = "sinks of observability data",
            None = ["ResourceNotFoundException"],
            Always = new("SinkArn"),
            Page = "https://docs.aws.amazon.com/OAM/latest/APIReference/API_GetSinkPolicy.html",
        },
        new(AwsService.Logs, "logs", "delivery-destination:{name}", "GetDeliveryDestinationPolicy", "deliveryDestinationName={name}", "policy/deliveryDestinationPolicy")
        {
            Words = "destinations of delivered logs",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetDeliveryDestinationPolicy.html",
        },
        new(
            new("RUM", "rum", "rum", AwsProtocol.RestJson, "2018-05-10"),
            "rum", "appmonitor/{name}", "GetResourcePolicy", "GET /appmonitor/{name}/policy", "PolicyDocument")
        {
            Words = "app monitors",
            None = ["PolicyNotFoundException"],
            Page = "https://docs.aws.amazon.com/cloudwatchrum/latest/APIReference/API_GetResourcePolicy.html",
        },
        new(
            new("amp", "aps", "aps", AwsProtocol.RestJson, "2020-08-01"),
            "aps", "workspace/{id}", "DescribeResourcePolicy", "GET /workspaces/{id}/policy", "policyDocument")
        {
            Words = "Prometheus workspaces",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/prometheus/latest/APIReference/API_DescribeResourcePolicy.html",
        },
        new(
            new("AIOps", "aiops", "aiops", AwsProtocol.RestJson, "2018-05-10"),
            "aiops", "investigation-group/{id}", "GetInvestigationGroupPolicy", "GET /investigationGroups/{arn}/policy", "policy")
        {
            Words = "groups of investigations",
            None = ["ResourceNotFoundException"],
            Always = new("investigationGroupArn"),
            Page = "https://docs.aws.amazon.com/goto/WebAPI/aiops-2018-05-10/GetInvestigationGroupPolicy",
        },
    ];

    private static PolicyRow[] OnSystems =>
    [
        .. new[] { ("parameter/{name+}", "parameters"), ("opsitemgroup/{name}", "groups of OpsItems") }.Select(kind => new PolicyRow(
            new("SSM", "ssm", "ssm", AwsProtocol.Json11, "2014-11-06") { IsFipsForGovernment = true, HasFipsDualStackForGovernment = true, Target = "AmazonSSM" },
            "ssm", kind.Item1, "GetResourcePolicies", "ResourceArn={arn}", "Policies[]/Policy")
        {
            Words = kind.Item2,
            Always = new("Policies"),
            NextPage = "NextToken",
            Page = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetResourcePolicies.html",
        }),
        new(
            new("BCM Dashboards", "bcm-dashboards", "bcm-dashboards", AwsProtocol.Json10, "2025-08-18")
            {
                IsDualStackOnly = true,
                Target = "AWSBCMDashboardsService",
                GlobalRegion = Aws.Partitions.LeadRegion,
            },
            "bcm-dashboards", "dashboard/{id}", "GetResourcePolicy", "resourceArn={arn}", "policyDocument")
        {
            Words = "dashboards of billing and costs",
            None = ["ResourceNotFoundException"],
            Always = new("resourceArn"),
            Page = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_bcmDashboards_GetResourcePolicy.html",
        },
        new(
            new("Migration Hub Refactor Spaces", "refactor-spaces", "refactor-spaces", AwsProtocol.RestJson, "2021-10-26"),
            "refactor-spaces", "environment/{id}", "GetResourcePolicy", "GET /resourcepolicy/{arn}", "Policy")
        {
            Words = "environments of Refactor Spaces",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/migrationhub-refactor-spaces/latest/APIReference/API_GetResourcePolicy.html",
        },
        new(
            new("SSM Contacts", "ssm-contacts", "ssm-contacts", AwsProtocol.Json11, "2021-05-03") { Target = "SSMContacts" },
            "ssm-contacts", "contact/{name}", "GetContactPolicy", "ContactArn={arn}", "Policy")
        {
            Words = "contacts of incidents",
            None = ["ResourceNotFoundException"],
            Always = new("ContactArn"),
            Page = "https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_SSMContacts_GetContactPolicy.html",
        },
        new(
            new("SSM Incidents", "ssm-incidents", "ssm-incidents", AwsProtocol.RestJson, "2018-05-10"),
            "ssm-incidents", "response-plan/{name}", "GetResourcePolicies", "POST /getResourcePolicies?resourceArn={arn}", "resourcePolicies[]/policyDocument")
        {
            Words = "response plans",
            Always = new("resourcePolicies"),
            NextPage = "nextToken",
            Page = "https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_GetResourcePolicies.html",
        },
    ];
}
