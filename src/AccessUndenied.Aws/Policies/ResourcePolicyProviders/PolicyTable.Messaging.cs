using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

internal static partial class PolicyTable
{
    private static readonly AwsService s_kinesis = new("Kinesis", "kinesis", "kinesis", AwsProtocol.Json11, "2013-12-02")
    {
        IsFipsForGovernment = true,
        Target = "Kinesis_20131202",
    };

    private static readonly AwsService s_smsVoice = new("Pinpoint SMS Voice V2", "sms-voice", "sms-voice", AwsProtocol.Json10, "2022-03-31")
    {
        Target = "PinpointSMSVoiceV2",
    };

    private static PolicyRow[] Messaging { get; } = [.. OnStreams, .. OnMessages];

    private static PolicyRow[] OnStreams =>
    [
        .. new[] { ("stream/{stream}/consumer/{consumer+}", "consumers of data streams"), ("stream/{stream}", "data streams") }.Select(kind =>
            new PolicyRow(s_kinesis, "kinesis", kind.Item1, "GetResourcePolicy", "ResourceARN={arn}", "Policy")
            {
                Words = kind.Item2,
                Always = new("Policy"),
                Page = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html",
            }),
        new(
            new("Kafka", "kafka", "kafka", AwsProtocol.RestJson, "2018-11-14") { IsFipsForGovernment = true, DualStackHost = "kafka-api" },
            "kafka", "cluster/{name}/{id}", "GetClusterPolicy", "GET /v1/clusters/{arn}/policy", "policy")
        {
            Words = "MSK clusters",
            None = ["NotFoundException"],
            Covers = [new("topic/{name}/{id}"), new("group/{name}/{id}"), new("transactional-id/{name}/{id}")],
            Page = "https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn-policy.html",
        },
    ];

    private static PolicyRow[] OnMessages =>
    [
        new(
            new("SNS", "sns", "sns", AwsProtocol.Query, "2010-03-31") { IsFipsForGovernment = true },
            "sns", "{topic}", "GetTopicAttributes", "TopicArn={arn}", "Attributes[key=Policy]/value")
        {
            Words = "topics",
            Always = new("Attributes[key=TopicArn]"),
            Page = "https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html",
        },
        new(
            new("EventBridge", "events", "events", AwsProtocol.Json11, "2015-10-07") { IsFipsForGovernment = true, Target = "AWSEvents" },
            "events", "event-bus/{bus+}", "DescribeEventBus", "Name={arn}", "Policy")
        {
            Words = "event buses",
            Always = new("Name"),
            Page = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html",
        },
        new(
            new("schemas", "schemas", "schemas", AwsProtocol.RestJson, "2019-12-02"),
            "schemas", "registry/{registry}", "GetResourcePolicy", "GET /v1/policy?registryName={registry}", "Policy")
        {
            Words = "registries of event schemas",
            None = ["NotFoundException"],
            Covers = [new("schema/{registry}")],
            Page = "https://docs.aws.amazon.com/eventbridge/latest/schema-reference/v1-policy.html",
        },
        new(
            new("SESv2", "ses", "email", AwsProtocol.RestJson, "2019-09-27"),
            "ses", "identity/{identity+}", "GetEmailIdentityPolicies", "GET /v2/email/identities/{identity}/policies", "Policies[]")
        {
            Words = "identities that send mail",
            Always = new("Policies"),
            Page = "https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentityPolicies.html",
        },
        .. new[]
        {
            ("phone-number/{id}", "phone numbers for text messages"), ("pool/{id}", "pools of phone numbers"), ("sender-id/{id}/{country}", "sender ids"),
            ("opt-out-list/{name}", "opt-out lists"),
        }.Select(kind => new PolicyRow(s_smsVoice, "sms-voice", kind.Item1, "GetResourcePolicy", "ResourceArn={arn}", "Policy")
        {
            Words = kind.Item2,
            None = ["ResourceNotFoundException"],
            Always = new("ResourceArn"),
            Page = "https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_GetResourcePolicy.html",
        }),
    ];
}
