using AccessUndenied.Aws.Events;

namespace AccessUndenied.Benchmarks.Requests;

/// <summary>Denied records of several services, in the shapes that trails hold.</summary>
internal static class MixedRecords
{
    private const string Caller = "arn:aws:sts::123456789012:assumed-role/app/ann";

    /// <summary>Records whose message names action and resource, without parameters.</summary>
    internal static IReadOnlyList<CloudTrailEvent> WithMessage() =>
    [
        Record("lambda", "GetFunction20150331v2", "null", Sentence("lambda:GetFunction", "arn:aws:lambda:us-east-1:123456789012:function:f", "because no identity-based policy allows the lambda:GetFunction action")),
        Record("dynamodb", "GetItem", "null", Sentence("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/orders", "with an explicit deny in a service control policy")),
        Record("iam", "CreateUser", "null", Sentence("iam:CreateUser", "arn:aws:iam::123456789012:user/bob", "because no identity-based policy allows the iam:CreateUser action")),
        Record("sns", "ListTopics", "null", Sentence("SNS:ListTopics", "arn:aws:sns:us-east-1:123456789012:*", "because no identity-based policy allows the SNS:ListTopics action")),
        Record("secretsmanager", "GetSecretValue", "null", Sentence("secretsmanager:GetSecretValue", "prod/db", "because no session policy allows the secretsmanager:GetSecretValue action")),
        Record("ec2", "StopInstances", """{"instancesSet":{"items":[{"instanceId":"i-0a"}]}}""", "You are not authorized to perform this operation. " + Sentence("ec2:StopInstances", "arn:aws:ec2:us-east-1:123456789012:instance/i-0a", "because no identity-based policy allows the ec2:StopInstances action")),
    ];

    /// <summary>Records that say no more than that access was denied.</summary>
    internal static IReadOnlyList<CloudTrailEvent> WithoutMessage() =>
    [
        Record("s3", "GetObject", """{"bucketName":"bucket","Host":"bucket.s3.amazonaws.com","key":"a/b.txt"}""", "Access Denied"),
        Record("eks", "DescribeNodegroup", """{"name":"prod","nodegroupName":"blue"}""", "Access Denied"),
        Record("sqs", "SendMessage", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/jobs"}""", "Access Denied"),
        Record("ecs", "UpdateService", """{"cluster":"prod","service":"web","desiredCount":2}""", "Access Denied"),
        Record("guardduty", "GetDetector", """{"detectorId":"12abc34d567e8fa901bc2d34e56789f0"}""", "Access Denied"),
        Record("apigateway", "GetRestApis", "null", "Access Denied"),
    ];

    private static string Sentence(string action, string resource, string reason) =>
        $"User: {Caller} is not authorized to perform: {action} on resource: {resource} {reason}";

    private static CloudTrailEvent Record(string service, string operation, string parameters, string message) => CloudTrailEvent.Parse($$"""
        {
          "eventVersion": "1.11", "eventTime": "2026-01-02T03:04:05Z", "eventSource": "{{service}}.amazonaws.com", "eventName": "{{operation}}",
          "awsRegion": "us-east-1", "sourceIPAddress": "192.0.2.1", "userAgent": "aws-cli/2", "errorCode": "AccessDenied", "errorMessage": "{{message}}",
          "requestParameters": {{parameters}}, "responseElements": null, "eventID": "22222222-2222-2222-2222-222222222222", "eventType": "AwsApiCall",
          "recipientAccountId": "123456789012",
          "userIdentity": {
            "type": "AssumedRole", "principalId": "AROAEXAMPLEEXAMPLE000:ann", "arn": "{{Caller}}", "accountId": "123456789012",
            "sessionContext": { "sessionIssuer": { "type": "Role", "principalId": "AROAEXAMPLEEXAMPLE000", "arn": "arn:aws:iam::123456789012:role/app", "accountId": "123456789012", "userName": "app" } }
          }
        }
        """);
}
