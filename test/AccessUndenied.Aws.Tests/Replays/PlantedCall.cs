using System.Globalization;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>One call of a planted world, in the few words by which proposals tell calls apart.</summary>
internal sealed record PlantedCall
{
    internal static readonly string[] Regions = ["eu-west-1", "us-east-1", "ap-south-1"];

    internal static readonly string[] Actions =
        ["s3:GetObject", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "sqs:SendMessage", "dynamodb:GetItem", "ec2:DescribeInstances", "sts:AssumeRole"];

    public required string Account { get; init; }

    public required string Role { get; init; }

    public required string Team { get; init; }

    public required string Action { get; init; }

    public required string Region { get; init; }

    public required string Address { get; init; }

    /// <summary>The endpoint that it came through; null for none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The object's key, where it is for one.</summary>
    public required string Key { get; init; }

    /// <summary>The role that is assumed, where one is.</summary>
    public required string Target { get; init; }

    /// <summary>Whether it failed because there is nothing, which tells of no policy.</summary>
    public bool IsFailed { get; init; }

    public string Service => Action[..Action.IndexOf(':', StringComparison.Ordinal)];

    public string RoleArn => $"arn:aws:iam::{Account}:role/{Role}";

    public string Bucket => $"arn:aws:s3:::orders-{Account}";

    /// <summary>The account that owns the resource.</summary>
    public string Owner => Action == "sts:AssumeRole" ? Target.Split(':')[4] : Account;

    /// <summary>The record, as CloudTrail writes it.</summary>
    public JsonObject Record(int number, bool isDenied)
    {
        var (parameters, resources) = Parameters();
        var record = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = "AssumedRole", ["principalId"] = $"AROA{Account}{Role.ToUpperInvariant()}:work", ["arn"] = $"arn:aws:sts::{Account}:assumed-role/{Role}/work", ["accountId"] = Account,
                ["accessKeyId"] = "ASIAEXAMPLE",
                ["sessionContext"] = new JsonObject
                {
                    ["sessionIssuer"] = new JsonObject
                    {
                        ["type"] = "Role", ["principalId"] = $"AROA{Account}{Role.ToUpperInvariant()}", ["arn"] = RoleArn, ["accountId"] = Account, ["userName"] = Role,
                    },
                    ["attributes"] = new JsonObject { ["creationDate"] = "2026-01-02T00:00:00Z", ["mfaAuthenticated"] = "false" },
                },
            },
            ["eventTime"] = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["eventSource"] = $"{Service}.amazonaws.com", ["eventName"] = Action[(Service.Length + 1)..], ["awsRegion"] = Region, ["sourceIPAddress"] = Address,
            ["userAgent"] = "aws-sdk-java/2.31.0", ["requestParameters"] = parameters, ["responseElements"] = null, ["eventID"] = number.ToString(CultureInfo.InvariantCulture),
            ["eventType"] = "AwsApiCall", ["recipientAccountId"] = Account, ["eventCategory"] = "Management", ["resources"] = resources,
        };
        if (Endpoint is not null)
        {
            (record["vpcEndpointId"], record["vpcEndpointAccountId"]) = (Endpoint, Account);
        }

        if (isDenied)
        {
            record["errorCode"] = "AccessDenied";
            record["errorMessage"] = $"User: arn:aws:sts::{Account}:assumed-role/{Role}/work is not authorized to perform: {Action} on resource: \"{Bucket}/{Key}\" "
                + "with an explicit deny in a service control policy";
        }
        else if (IsFailed)
        {
            (record["errorCode"], record["errorMessage"]) = ("NoSuchKey", "The specified key does not exist.");
        }

        return record;
    }

    private (JsonObject Parameters, JsonArray? Resources) Parameters() => Service switch
    {
        "s3" => (
            new() { ["bucketName"] = $"orders-{Account}", ["key"] = Key },
            new(Resource("AWS::S3::Object", $"{Bucket}/{Key}", null), Resource("AWS::S3::Bucket", Bucket, Account))),
        "sqs" => (new() { ["queueUrl"] = $"https://sqs.{Region}.amazonaws.com/{Account}/orders" }, new(Resource("AWS::SQS::Queue", $"arn:aws:sqs:{Region}:{Account}:orders", Account))),
        "dynamodb" => (new() { ["tableName"] = "orders" }, new(Resource("AWS::DynamoDB::Table", $"arn:aws:dynamodb:{Region}:{Account}:table/orders", Account))),
        "sts" => (new() { ["roleArn"] = Target, ["roleSessionName"] = "next" }, new(Resource("AWS::IAM::Role", Target, Owner))),
        _ => (new() { ["instancesSet"] = new JsonObject() }, null),
    };

    private static JsonObject Resource(string type, string arn, string? account)
    {
        var resource = new JsonObject { ["type"] = type, ["ARN"] = arn };
        if (account is not null)
        {
            resource["accountId"] = account;
        }

        return resource;
    }
}
