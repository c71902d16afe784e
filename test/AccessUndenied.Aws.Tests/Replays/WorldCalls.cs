using System.Globalization;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Generates the calls of a world; every one of them is allowed under the policies as they are.</summary>
internal static class WorldCalls
{
    private static readonly string[] s_regions = ["eu-west-1", "eu-west-1", "us-east-1"];

    internal static List<WorldCall> Generate(Random random, int count) => [.. Enumerable.Range(0, count).Select(number => One(random, number))];

    private static WorldCall One(Random random, int number)
    {
        var role = random.GetItems(World.Roles, 1)[0];
        var region = random.GetItems(s_regions, 1)[0];
        var inside = random.Next(2) == 0;
        var address = inside ? $"10.0.0.{random.Next(1, 250)}" : $"198.51.100.{random.Next(1, 250)}";
        var endpoint = inside && random.Next(2) == 0 ? World.Endpoint : null;
        var (action, service, operation, resource, parameters, resources, unknown) = Kind(random, region);
        var id = string.Create(CultureInfo.InvariantCulture, $"call-{number:D6}");
        var context = new JsonObject
        {
            ["aws:RequestedRegion"] = region,
            ["aws:SourceIp"] = address,
            ["aws:PrincipalArn"] = World.ArnOf(role),
            ["aws:PrincipalTag/team"] = World.TeamOf(role),
        };
        if (endpoint is not null)
        {
            // Through an endpoint the address is the caller's own within its network, which is another key.
            context.Remove("aws:SourceIp");
            context["aws:SourceVpce"] = endpoint;
            context["aws:SourceVpc"] = "vpc-1";
            context["aws:VpcSourceIp"] = address;
        }

        var record = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = Session(role),
            ["eventTime"] = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["eventSource"] = service,
            ["eventName"] = operation,
            ["awsRegion"] = region,
            ["sourceIPAddress"] = address,
            ["userAgent"] = "aws-sdk-java/2.31.0",
            ["requestParameters"] = parameters,
            ["responseElements"] = null,
            ["eventID"] = id,
            ["eventType"] = "AwsApiCall",
            ["recipientAccountId"] = World.Own,
            ["eventCategory"] = "Management",
            ["resources"] = resources,
        };
        if (endpoint is not null)
        {
            record["vpcEndpointId"] = endpoint;
            record["vpcEndpointAccountId"] = World.Own;
        }

        return new(id, role, action, resource, context, unknown, endpoint, record);
    }

    private static (string Action, string Service, string Operation, string Resource, JsonObject? Parameters, JsonArray? Resources, string[] Unknown) Kind(Random random, string region)
    {
        var key = random.GetItems<string>(["a.txt", "b/c.txt", "secret/d.txt"], 1)[0];
        var queue = $"arn:aws:sqs:{region}:{World.Own}:orders";
        var table = $"arn:aws:dynamodb:{region}:{World.Own}:table/orders";
        return random.Next(6) switch
        {
            0 or 1 => (
                "s3:GetObject", "s3.amazonaws.com", "GetObject", $"{World.Bucket}/{key}",
                new() { ["bucketName"] = "orders-bucket", ["key"] = key },
                new(new JsonObject { ["type"] = "AWS::S3::Object", ["ARN"] = $"{World.Bucket}/{key}" }, new JsonObject { ["accountId"] = World.Own, ["type"] = "AWS::S3::Bucket", ["ARN"] = World.Bucket }),
                ["s3:ExistingObjectTag/class"]),
            2 => (
                "sqs:SendMessage", "sqs.amazonaws.com", "SendMessage", queue, new() { ["queueUrl"] = $"https://sqs.{region}.amazonaws.com/{World.Own}/orders" },
                new(new JsonObject { ["accountId"] = World.Own, ["type"] = "AWS::SQS::Queue", ["ARN"] = queue }), []),
            3 => (
                "dynamodb:GetItem", "dynamodb.amazonaws.com", "GetItem", table, new() { ["tableName"] = "orders" },
                new(new JsonObject { ["accountId"] = World.Own, ["type"] = "AWS::DynamoDB::Table", ["ARN"] = table }), []),
            4 => (
                "sts:AssumeRole", "sts.amazonaws.com", "AssumeRole", World.Target, new() { ["roleArn"] = World.Target, ["roleSessionName"] = "s2" },
                new(new JsonObject { ["accountId"] = World.Other, ["type"] = "AWS::IAM::Role", ["ARN"] = World.Target }), []),
            _ => ("ec2:DescribeInstances", "ec2.amazonaws.com", "DescribeInstances", "*", new() { ["instancesSet"] = new JsonObject() }, null, []),
        };
    }

    private static JsonObject Session(string role) => new()
    {
        ["type"] = "AssumedRole",
        ["principalId"] = $"AROA{role.ToUpperInvariant()}EXAMPLE:s1",
        ["arn"] = $"arn:aws:sts::{World.Own}:assumed-role/{role}/s1",
        ["accountId"] = World.Own,
        ["accessKeyId"] = "ASIAEXAMPLE",
        ["sessionContext"] = new JsonObject
        {
            ["sessionIssuer"] = new JsonObject
            {
                ["type"] = "Role", ["principalId"] = $"AROA{role.ToUpperInvariant()}EXAMPLE", ["arn"] = World.ArnOf(role), ["accountId"] = World.Own, ["userName"] = role,
            },
            ["attributes"] = new JsonObject { ["creationDate"] = "2026-01-02T00:00:00Z", ["mfaAuthenticated"] = "false" },
        },
    };
}
