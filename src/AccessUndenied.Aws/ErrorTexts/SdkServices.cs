using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>The names that SDKs have for services, and the IAM prefixes of these.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">AWS SDKs and Tools Reference Guide, "Service-specific endpoints"</see>
/// lists the ids of the services; what differs from the prefix by more than blanks, hyphens and case, or the words Amazon and AWS, stands here.
/// </remarks>
internal static class SdkServices
{
    private static readonly FrozenDictionary<string, string> s_prefixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cloudwatchlogs"] = "logs",
        ["cloudwatchevents"] = "events",
        ["eventbridge"] = "events",
        ["cognitoidentityprovider"] = "cognito-idp",
        ["cognitoidentity"] = "cognito-identity",
        ["elasticloadbalancingv2"] = "elasticloadbalancing",
        ["dynamodbv2"] = "dynamodb",
        ["dynamodbstreams"] = "dynamodb",
        ["simplequeueservice"] = "sqs",
        ["simplenotificationservice"] = "sns",
        ["simplestorageservice"] = "s3",
        ["s3control"] = "s3",
        ["s3v2"] = "s3",
        ["elasticcomputecloud"] = "ec2",
        ["sesv2"] = "ses",
        ["simpleemail"] = "ses",
        ["simpleemailv2"] = "ses",
        ["sfn"] = "states",
        ["stepfunctions"] = "states",
        ["efs"] = "elasticfilesystem",
        ["emr"] = "elasticmapreduce",
        ["elasticsearchservice"] = "es",
        ["opensearch"] = "es",
        ["securitytoken"] = "sts",
        ["securitytokenservice"] = "sts",
        ["identitymanagement"] = "iam",
        ["keymanagementservice"] = "kms",
        ["keymanagement"] = "kms",
        ["simplesystemsmanagement"] = "ssm",
        ["elasticcontainerregistry"] = "ecr",
        ["ecrpublic"] = "ecr-public",
        ["bedrockruntime"] = "bedrock",
        ["bedrockagent"] = "bedrock",
        ["bedrockagentruntime"] = "bedrock",
        ["configservice"] = "config",
        ["databasemigrationservice"] = "dms",
        ["iotdataplane"] = "iot",
        ["kinesisfirehose"] = "firehose",
        ["apigatewayv2"] = "apigateway",
        ["apigatewaymanagementapi"] = "execute-api",
        ["resourcegroupstaggingapi"] = "tag",
        ["applicationautoscaling"] = "application-autoscaling",
        ["autoscalingplans"] = "autoscaling-plans",
        ["ssoadmin"] = "sso",
        ["wafv2"] = "wafv2",
        ["redshiftdata"] = "redshift-data",
        ["rdsdata"] = "rds-data",
        ["lexmodelsv2"] = "lex",
        ["sagemakerruntime"] = "sagemaker",
        ["certificatemanager"] = "acm",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The IAM prefix of the service that an SDK calls <paramref name="name"/>, such as <c>Amazon DynamoDBv2</c>; null where nobody knows it.</summary>
    internal static string? PrefixOf(ReadOnlySpan<char> name)
    {
        var key = Key(name);
        if (key.Length == 0)
        {
            return null;
        }

        if (s_prefixes.TryGetValue(key, out var prefix))
        {
            return prefix;
        }

        // "Access Analyzer" is access-analyzer.
        return (ActionCatalog.Default.FindService(key) ?? ActionCatalog.Default.FindService(name.Trim().ToString().Replace(' ', '-')))?.Prefix;
    }

    private static string Key(ReadOnlySpan<char> name)
    {
        Span<char> letters = stackalloc char[64];
        var count = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (count == letters.Length)
                {
                    return "";
                }

                letters[count++] = char.ToLowerInvariant(c);
            }
        }

        var key = letters[..count];
        foreach (var owner in new[] { "amazon", "aws" })
        {
            key = key.StartsWith(owner) && key.Length > owner.Length ? key[owner.Length..] : key;
        }

        return key.ToString();
    }
}
