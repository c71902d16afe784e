using System.Globalization;
using System.Text;

namespace AccessUndenied.Benchmarks.Reading;

/// <summary>Writes a CloudTrail log file of a given size; the same size gives the same bytes.</summary>
internal static class TrailFile
{
    private const int RecordsPerDenial = 100;

    internal static void Write(string path, long size)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write("{\"Records\":["u8);
        for (var i = 0; file.Position < size; i++)
        {
            if (i > 0)
            {
                file.WriteByte((byte)',');
            }

            file.Write(Encoding.UTF8.GetBytes(Record(i)));
        }

        file.Write("]}"u8);
    }

    private static string Record(int i)
    {
        var (source, name, parameters, response) = (i % 4) switch
        {
            0 => ("s3.amazonaws.com", "GetObject", $$$$"""{"bucketName":"example-bucket","Host":"example-bucket.s3.amazonaws.com","key":"reports/{{{{i}}}}/part-0.parquet"}""", "null"),
            1 => ("sts.amazonaws.com", "AssumeRole", $$$$"""{"roleArn":"arn:aws:iam::111111111111:role/app/worker","roleSessionName":"worker-{{{{i}}}}","durationSeconds":3600}""",
                $$$$"""{"credentials":{"accessKeyId":"ASIAEXAMPLEEXAMPLE","sessionToken":"{{{{new string('x', 356)}}}}","expiration":"Jan 1, 2026, 1:00:00 AM"},"assumedRoleUser":{"assumedRoleId":"AROAEXAMPLE:worker-{{{{i}}}}","arn":"arn:aws:sts::111111111111:assumed-role/worker/worker-{{{{i}}}}"}}"""),
            2 => ("ec2.amazonaws.com", "DescribeInstances", $$$$"""{"instancesSet":{"items":[{"instanceId":"i-0{{{{i:x15}}}}"}]},"filterSet":{"items":[{"name":"tag:team","valueSet":{"items":[{"value":"a"},{"value":"b"}]}}]}}""", "null"),
            _ => ("dynamodb.amazonaws.com", "DescribeTable", """{"tableName":"orders"}""", """{"table":{"tableName":"orders","tableStatus":"ACTIVE","itemCount":1234}}"""),
        };
        var error = i % RecordsPerDenial == 0
            ? $"""
               "errorCode":"AccessDenied","errorMessage":"User: arn:aws:sts::111111111111:assumed-role/worker/worker-{i} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::example-bucket/reports/{i}\" because no identity-based policy allows the s3:GetObject action",
               """
            : "";
        return string.Create(CultureInfo.InvariantCulture, $$$$"""
            {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLEEXAMPLE000:worker-{{{{i}}}}","arn":"arn:aws:sts::111111111111:assumed-role/worker/worker-{{{{i}}}}","accountId":"111111111111","accessKeyId":"ASIAEXAMPLEEXAMPLE00","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLEEXAMPLE000","arn":"arn:aws:iam::111111111111:role/app/worker","accountId":"111111111111","userName":"worker"},"attributes":{"creationDate":"2026-01-01T00:00:00Z","mfaAuthenticated":"false"}}},"eventTime":"2026-01-01T00:{{{{i / 60 % 60:D2}}}}:{{{{i % 60:D2}}}}Z","eventSource":"{{{{source}}}}","eventName":"{{{{name}}}}","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.{{{{i % 250}}}}","userAgent":"[aws-sdk-java/2.20.0 Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.1]",{{{{error}}}}"requestParameters":{{{{parameters}}}},"responseElements":{{{{response}}}},"additionalEventData":{"SignatureVersion":"SigV4","CipherSuite":"ECDHE-RSA-AES128-GCM-SHA256","bytesTransferredIn":0,"AuthenticationMethod":"AuthHeader","bytesTransferredOut":{{{{i}}}}},"requestID":"{{{{i:x8}}}}-0000-4000-8000-000000000000","eventID":"{{{{i:x8}}}}-1111-4111-8111-111111111111","readOnly":true,"resources":[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::example-bucket/reports/{{{{i}}}}"},{"accountId":"111111111111","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::example-bucket"}],"eventType":"AwsApiCall","managementEvent":false,"recipientAccountId":"111111111111","eventCategory":"Data","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"example-bucket.s3.amazonaws.com"}}
            """);
    }
}
