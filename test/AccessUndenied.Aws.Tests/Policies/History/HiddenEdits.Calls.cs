using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <content>The calls of those who live in the account, and do not edit it.</content>
internal sealed partial class HiddenEdits
{
    /// <summary>What everybody asks for in a world.</summary>
    public static IEnumerable<AuthorizationRequest> Requests(JsonObject truth) =>
        from caller in Callers
        from wish in Wishes
        select new AuthorizationRequest
        {
            Principal = caller.Kind == "user"
                ? new() { Kind = PrincipalKind.User, Id = caller.Arn, EntityId = caller.Arn, AccountId = Account, Name = caller.Name, UniqueId = IdOf(truth, caller.Kind, caller.Name) }
                : new()
                {
                    Kind = PrincipalKind.RoleSession, Id = $"arn:aws:sts::{Account}:assumed-role/{caller.Name}/work", EntityId = caller.Arn, AccountId = Account,
                    Name = caller.Name, SessionName = "work", UniqueId = IdOf(truth, caller.Kind, caller.Name),
                },
            Action = wish.Action,
            Resource = new(wish.Resource, Account),
        };

    private static string IdOf(JsonObject truth, string kind, string name)
    {
        var word = char.ToUpperInvariant(kind[0]) + kind[1..];
        return truth["Accounts"]![Account]!["AuthorizationDetails"]![$"{word}DetailList"]!.AsArray()
            .First(one => one![$"{word}Name"]!.GetValue<string>() == name)![$"{word}Id"]!.GetValue<string>();
    }

    /// <summary>The record of such a request that was refused.</summary>
    public static JsonObject Denied(AuthorizationRequest request, DateTimeOffset time, string id)
    {
        var isUser = request.Principal.Kind == PrincipalKind.User;
        var (service, name) = (request.Action.Split(':')[0], request.Action.Split(':')[1]);
        return new()
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = isUser
                ? new JsonObject { ["type"] = "IAMUser", ["principalId"] = request.Principal.UniqueId, ["arn"] = request.Principal.Id, ["accountId"] = Account, ["userName"] = request.Principal.Name }
                : new JsonObject
                {
                    ["type"] = "AssumedRole", ["principalId"] = $"{request.Principal.UniqueId}:work", ["arn"] = request.Principal.Id, ["accountId"] = Account,
                    ["sessionContext"] = new JsonObject
                    {
                        ["sessionIssuer"] = new JsonObject
                        {
                            ["type"] = "Role", ["principalId"] = request.Principal.UniqueId, ["arn"] = request.Principal.EntityId, ["accountId"] = Account, ["userName"] = request.Principal.Name,
                        },
                    },
                },
            ["eventTime"] = time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), ["eventSource"] = $"{service}.amazonaws.com", ["eventName"] = name,
            ["awsRegion"] = "eu-west-1", ["sourceIPAddress"] = "192.0.2.1", ["userAgent"] = "aws-cli", ["errorCode"] = "AccessDenied",
            ["errorMessage"] = $"User: {request.Principal.Id} is not authorized to perform: {request.Action} on resource: {request.Resource}",
            ["requestParameters"] = service switch
            {
                "s3" => new JsonObject { ["bucketName"] = request.Resource.Value.Split(':', '/')[5], ["key"] = "a" },
                "kms" => new JsonObject { ["keyId"] = request.Resource.Value },
                "lambda" => new JsonObject { ["functionName"] = request.Resource.Value },
                "ecr" => new JsonObject { ["registryId"] = Account, ["repositoryName"] = "repo0", ["imageIds"] = new JsonArray() },
                "dynamodb" => new JsonObject { ["tableName"] = "table0", ["key"] = new JsonObject() },
                "sqs" => new JsonObject { ["queueUrl"] = $"https://sqs.eu-west-1.amazonaws.com/{Account}/queue0" },
                _ => new JsonObject { ["topicArn"] = request.Resource.Value },
            },
            ["responseElements"] = null, ["eventID"] = id, ["eventType"] = "AwsApiCall", ["recipientAccountId"] = Account,
        };
    }
}
