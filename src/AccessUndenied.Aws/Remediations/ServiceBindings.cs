using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What binds a grant to an AWS service to the resource on whose behalf it acts, so that no stranger's resource comes through.</summary>
/// <remarks>Source: IAM User Guide, "The confused deputy problem": https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html, and each row's page.</remarks>
internal static class ServiceBindings
{
    private const string SourceArn = "aws:SourceArn";
    private const string SourceAccount = "aws:SourceAccount";

    // What stands for the source of each service's calls; ACCOUNT and the like are to be filled in.
    private static readonly (string Service, string Key, string Placeholder, string Page)[] s_sources =
    [
        ("sns", SourceArn, "arn:{partition}:sns:REGION:ACCOUNT:TOPIC-NAME", "https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html"),
        ("s3", SourceArn, "arn:{partition}:s3:::BUCKET-NAME", "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html"),
        ("events", SourceArn, "arn:{partition}:events:REGION:ACCOUNT:rule/RULE-NAME", "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html"),
        ("scheduler", SourceArn, "arn:{partition}:scheduler:REGION:ACCOUNT:schedule-group/GROUP-NAME",
            "https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html"),
        ("pipes", SourceArn, "arn:{partition}:pipes:REGION:ACCOUNT:pipe/PIPE-NAME", "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html"),
        ("cloudfront", SourceArn, "arn:{partition}:cloudfront::ACCOUNT:distribution/DISTRIBUTION-ID",
            "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html"),
        ("cloudtrail", SourceArn, "arn:{partition}:cloudtrail:REGION:ACCOUNT:trail/TRAIL-NAME",
            "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html"),
        ("config", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html"),
        ("delivery.logs", SourceArn, "arn:{partition}:logs:REGION:ACCOUNT:LOG-SOURCE", "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html"),
        ("logdelivery.elasticloadbalancing", SourceArn, "arn:{partition}:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/LOAD-BALANCER",
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html"),
        ("logging.s3", SourceArn, "arn:{partition}:s3:::SOURCE-BUCKET-NAME", "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"),
        ("cloudwatch", SourceArn, "arn:{partition}:cloudwatch:REGION:ACCOUNT:alarm:ALARM-NAME", "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html"),
        ("apigateway", SourceArn, "arn:{partition}:execute-api:REGION:ACCOUNT:API-ID/STAGE/METHOD/PATH", "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html"),
        ("lambda", SourceArn, "arn:{partition}:lambda:REGION:ACCOUNT:function:FUNCTION-NAME", "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html"),
        ("budgets", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html"),
        ("ses", SourceArn, "arn:{partition}:ses:REGION:ACCOUNT:receipt-rule-set/RULE-SET:receipt-rule/RULE", "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html"),
        ("codestar-notifications", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/dtconsole/latest/userguide/set-up-sns.html"),
        ("backup", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html"),
        ("secretsmanager", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html"),
        ("cognito-idp", SourceArn, "arn:{partition}:cognito-idp:REGION:ACCOUNT:userpool/USER-POOL-ID",
            "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html"),
        ("iot", SourceArn, "arn:{partition}:iot:REGION:ACCOUNT:rule/RULE-NAME", "https://docs.aws.amazon.com/iot/latest/developerguide/cross-service-confused-deputy-prevention.html"),
        ("inspector2", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/inspector/latest/user/findings-managing-exporting-reports.html"),
        ("guardduty", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html"),
        ("vpc-flow-logs", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html"),
        ("bedrock", SourceAccount, "ACCOUNT", "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-service-confused-deputy-prevention.html"),
    ];

    // Pairs for which the documentation says that neither key is there.
    private static readonly (string Service, string ActionPrefix, string Page)[] s_unsupported =
    [
        ("lambda", "sts:", "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"),
        ("events", "kms:", "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"),
    ];

    // By which the encryption context names the resource whose data is encrypted.
    private static readonly string[] s_encryptionContexts =
    [
        "kms:EncryptionContext:aws:sqs:arn", "kms:EncryptionContext:aws:sns:topicArn", "kms:EncryptionContext:aws:s3:arn", "kms:EncryptionContext:aws:events:event-bus:arn",
        "kms:EncryptionContext:aws:logs:arn", "kms:EncryptionContext:aws:cloudtrail:arn", "kms:EncryptionContext:aws:lambda:FunctionArn", "kms:EncryptionContext:aws:kinesis:arn",
        "kms:EncryptionContext:aws:logs:arn", "kms:EncryptionContext:SecretARN", "kms:EncryptionContext:PARAMETER_ARN", "kms:EncryptionContext:aws:dynamodb:tableName",
        "kms:EncryptionContext:aws:states:stateMachineArn", "kms:EncryptionContext:aws:elasticfilesystem:filesystem:id", "kms:EncryptionContext:aws:backup:backup-vault",
    ];

    /// <summary>What the request tells of its source, the tightest first.</summary>
    public static IEnumerable<(string Operator, string Key, string Value)> Known(AuthorizationRequest request)
    {
        (string Operator, string Key)[] keys =
        [
            .. IsUnsupported(request) ? Array.Empty<(string, string)>() : [("ArnEquals", SourceArn), ("StringEquals", SourceAccount)],
            .. s_encryptionContexts.Distinct(StringComparer.Ordinal).Where(_ => IsOfKeys(request)).Select(key => ("StringEquals", key)),
        ];
        foreach (var (name, key) in keys)
        {
            if (request.Context[key] is { Count: 1 } value)
            {
                yield return (name, key, value[0]);
            }
        }
    }

    /// <summary>What is to be filled in where the request tells nothing; null where no key is there that could be.</summary>
    public static (string Operator, string Key, string Value)? Placeholder(AuthorizationRequest request)
    {
        if (IsUnsupported(request))
        {
            return null;
        }

        var service = ServiceOf(request);
        var row = Array.Find(s_sources, item => item.Service == service);
        return row.Key switch
        {
            SourceArn => ("ArnEquals", SourceArn, row.Placeholder.Replace("{partition}", PartitionOf(request), StringComparison.Ordinal)),
            _ => ("StringEquals", SourceAccount, "ACCOUNT"),
        };
    }

    private static bool IsUnsupported(AuthorizationRequest request) => Array.Exists(s_unsupported, item =>
        item.Service == ServiceOf(request) && request.Action.StartsWith(item.ActionPrefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsOfKeys(AuthorizationRequest request) => request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase);

    private static string ServiceOf(AuthorizationRequest request)
    {
        var at = request.Principal.Id.IndexOf(".amazonaws.", StringComparison.Ordinal);
        return at < 0 ? request.Principal.Id : request.Principal.Id[..at];
    }

    private static string PartitionOf(AuthorizationRequest request) =>
        Arn.OrNone(request.Resource.Value).Partition is { IsEmpty: false } partition ? partition.ToString() : "aws";
}
