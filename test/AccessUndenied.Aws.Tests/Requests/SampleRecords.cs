using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Requests;

/// <summary>Whole records made of what a case says, by a role's session in 123456789012 unless the case has another identity.</summary>
internal static class SampleRecords
{
    private const string Frame = """
        {
          "eventVersion": "1.11",
          "userIdentity": {
            "type": "AssumedRole", "principalId": "AROAEXAMPLEEXAMPLE000:ann", "arn": "arn:aws:sts::123456789012:assumed-role/app/ann",
            "accountId": "123456789012", "accessKeyId": "ASIAEXAMPLEEXAMPLE00",
            "sessionContext": {
              "sessionIssuer": { "type": "Role", "principalId": "AROAEXAMPLEEXAMPLE000", "arn": "arn:aws:iam::123456789012:role/team/app", "accountId": "123456789012", "userName": "app" },
              "attributes": { "creationDate": "2026-01-02T03:00:00Z", "mfaAuthenticated": "false" }
            }
          },
          "eventTime": "2026-01-02T03:04:05Z", "eventSource": "s3.amazonaws.com", "eventName": "GetObject", "awsRegion": "us-east-1",
          "sourceIPAddress": "192.0.2.1", "userAgent": "aws-cli/2.17.0", "errorCode": "AccessDenied",
          "requestParameters": null, "responseElements": null, "requestID": "11111111-1111-1111-1111-111111111111",
          "eventID": "22222222-2222-2222-2222-222222222222", "eventType": "AwsApiCall", "recipientAccountId": "123456789012", "eventCategory": "Management",
          "tlsDetails": { "tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256" }
        }
        """;

    /// <summary>The record of a case: <c>source</c>, <c>event</c>, <c>message</c>, <c>parameters</c>, and any member of a record under <c>record</c>.</summary>
    public static CloudTrailEvent Of(JsonElement c)
    {
        var record = JsonNode.Parse(Frame)!.AsObject();
        Set(record, "eventSource", c.Text("source") is { } source ? source + ".amazonaws.com" : null);
        Set(record, "eventName", c.Text("event"));
        Set(record, "errorMessage", c.Text("message"));
        if (c.TryGetProperty("parameters", out var parameters))
        {
            record["requestParameters"] = JsonNode.Parse(parameters.GetRawText());
        }

        if (c.TryGetProperty("record", out var members))
        {
            foreach (var member in members.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Null)
                {
                    record.Remove(member.Name);
                }
                else
                {
                    record[member.Name] = JsonNode.Parse(member.Value.GetRawText());
                }
            }
        }

        // Half a character can be written in JSON but not made by a JSON writer.
        return CloudTrailEvent.Parse(record.ToJsonString().Replace("@HALF@", "\\ud800", StringComparison.Ordinal));
    }

    private static void Set(JsonObject record, string member, string? value)
    {
        if (value is not null)
        {
            record[member] = value;
        }
    }
}
