using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Names well-known values that hold no record of CloudTrail, with what would help.</summary>
internal static class ForeignForms
{
    // The members that tell a form, each also as a path, and the value that one of them has; the first that fits counts.
    private static readonly (string[] Members, string? Text, string What)[] s_forms =
    [
        (["s3", "eventSource"], "aws:s3", "an S3 event notification, which names an object and does not hold it; give that log file"),
        (["Event"], "s3:TestEvent", "the test message of an S3 event notification; give the log files that later messages name"),
        (["s3Bucket", "s3ObjectKey"], null, "CloudTrail's notice of new log files, which names them and does not hold them; give those files"),
        (["Type", "SubscribeURL"], null, "an SNS message on a subscription, not an event; leave it out"),
        (["dynamodb", "eventSource"], "aws:dynamodb", "a change of a DynamoDB table"),
        (["kinesis", "eventSource"], "aws:kinesis", "a record of a Kinesis stream whose data holds no CloudTrail record"),
        (["body", "eventSource"], "aws:sqs", "an SQS message whose body holds no CloudTrail record"),
        (["Sns", "EventSource"], "aws:sns", "an SNS message that holds no CloudTrail record"),
        (["ses", "eventSource"], "aws:ses", "a mail received by SES"),
        (["detail-type", "detail"], null, "an EventBridge event that is no API call; take those with the detail type 'AWS API Call via CloudTrail'"),
        (["messageType", "logGroup"], "CONTROL_MESSAGE", "a control message of CloudWatch Logs, which holds no events; leave it out"),
        (["schemaVersion", "service", "severity"], null, "a finding of GuardDuty; take CloudTrail's records of the calls"),
        (["configurationItem"], null, "a change recorded by AWS Config; take CloudTrail's records of the calls"),
        (["AlarmName", "NewStateValue"], null, "a CloudWatch alarm; take the records that its filter counted"),
        (["SchemaVersion", "ProductArn"], null, "a finding of Security Hub; take CloudTrail's records of the calls"),
        (["SchemaVersion", "Service"], null, "a finding of GuardDuty; take CloudTrail's records of the calls"),
        (["SnapshotVersion"], null, "a snapshot of policies; pass it as such (UseSnapshot, --snapshot)"),
        (["RoleDetailList"], null, "the output of get-account-authorization-details; pass it as such (UseSnapshot, --snapshot)"),
        (["Version", "Statement"], null, "a policy document; what it decides is asked with 'access-undenied simulate'"),
        (["principal", "action"], null, "a request for BatchSimulation, or 'access-undenied simulate --file'"),
        (["AssessmentResult", "EventId"], null, "a result of this command; give the events that it was made from"),
        (["QueryExecutionId"], null, "the start of an Athena query; give its output: aws athena get-query-results"),
        (["QueryId", "QueryStatus"], null, "the state of a query; give its results, with the whole records in a column"),
        (["queryId"], null, "the start of a query; give its results"),
        (["TrailList"], null, "a list of trails; give the log files in their buckets"),
        (["trailList"], null, "a list of trails; give the log files in their buckets"),
        (["logStreams"], null, "a list of log streams; give their events: aws logs filter-log-events"),
        (["logGroups"], null, "a list of log groups; give their events: aws logs filter-log-events"),
        (["Contents", "RequestCharged"], null, "a list of objects; give the log files themselves"),
        (["EventId", "EventName", "Resources"], null, "an event of lookup-events without its member CloudTrailEvent, which is the record; give the whole output"),
        (["class_uid", "metadata"], null, "an OCSF event that was not made of a record of CloudTrail; take those of CloudTrail's sources"),
        (["Error", "Cause"], null, "an error of Step Functions; give CloudTrail's record of the call"),
        (["errorMessage", "errorType"], null, "an error of a Lambda function; give CloudTrail's record of the call"),
    ];

    /// <summary>What <paramref name="value"/> is; null when that is not known.</summary>
    internal static string? Describe(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var (members, text, what) in s_forms)
        {
            if (Array.TrueForAll(members, member => value.TryGetProperty(member, out _))
                && (text is null || Array.Exists(members, member => value.GetProperty(member) is { ValueKind: JsonValueKind.String } found && found.ValueEquals(text))))
            {
                return EventMessages.ThisIs(what);
            }
        }

        return null;
    }
}
