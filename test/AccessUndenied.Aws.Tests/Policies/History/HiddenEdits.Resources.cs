using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>What resources carry beside the classic ones: policies made statement by statement, and tags.</summary>
internal sealed partial class HiddenEdits
{
    private const string Key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private const string Function = "arn:aws:lambda:eu-west-1:111122223333:function:f0";
    private const string Repository = "arn:aws:ecr:eu-west-1:111122223333:repository/repo0";
    private const string Table = "arn:aws:dynamodb:eu-west-1:111122223333:table/table0";

    private void ChangeOther(string arn, string? policy)
    {
        var (service, name) = (arn.Split(':')[2], arn[(arn.LastIndexOfAny([':', '/']) + 1)..]);
        switch (service)
        {
            case "kms":
                // A key is never without a policy; a grant leaves it as it is.
                _resources[arn] = policy ??= Resource(arn);
                Write("kms", "PutKeyPolicy", new() { ["keyId"] = name, ["policyName"] = "default", ["policy"] = policy });
                Time += TimeSpan.FromSeconds(2);
                Write("kms", "CreateGrant", new() { ["keyId"] = arn, ["operations"] = new JsonArray("Decrypt"), ["granteePrincipal"] = $"arn:aws:iam::{Account}:role/another" },
                    new() { ["grantId"] = $"grant{++_ids}", ["keyId"] = arn });
                break;
            case "lambda":
                ChangeFunction(arn, name);
                break;
            case "ecr":
                Write("ecr", policy is null ? "DeleteRepositoryPolicy" : "SetRepositoryPolicy", policy is null
                    ? new() { ["registryId"] = Account, ["repositoryName"] = name } : new() { ["registryId"] = Account, ["repositoryName"] = name, ["policyText"] = policy });
                break;
            default:
                Write("dynamodb", policy is null ? "DeleteResourcePolicy" : "PutResourcePolicy",
                    policy is null ? new() { ["resourceArn"] = arn } : new() { ["resourceArn"] = arn, ["policy"] = policy });
                break;
        }
    }

    // The policy of a function grows and shrinks by statements; without any, there is none.
    private void ChangeFunction(string arn, string name)
    {
        var statements = _statements.ToList();
        if (statements.Count > 0 && _random.Next(3) == 0)
        {
            var gone = statements[_random.Next(statements.Count)];
            _statements.Remove(gone);
            Write("lambda", "RemovePermission20150331v2", new() { ["functionName"] = _random.Next(2) == 0 ? name : arn, ["statementId"] = gone["Sid"]!.GetValue<string>() });
        }
        else
        {
            var sid = $"s{++_ids}";
            var statement = new JsonObject
            {
                ["Sid"] = sid, ["Effect"] = "Allow", ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Account}:role/r{_random.Next(Roles)}" },
                ["Action"] = "lambda:InvokeFunction", ["Resource"] = arn,
            };
            _statements.Add(statement);
            Write("lambda", "AddPermission20150331v2",
                new() { ["functionName"] = _random.Next(2) == 0 ? name : $"{Account}:function:{name}", ["statementId"] = sid, ["action"] = "lambda:InvokeFunction" },
                new() { ["statement"] = statement.ToJsonString() });
        }

        _resources[arn] = _statements.Count == 0 ? null
            : new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. _statements.Select(one => one.DeepClone())]) }.ToJsonString();
    }

    private void ChangeTags()
    {
        var arn = _tags.Keys.ElementAt(_random.Next(_tags.Count));
        var (service, name, tags) = (arn.Split(':')[2], arn[(arn.LastIndexOfAny([':', '/']) + 1)..], _tags[arn]);
        var (key, value) = (_random.Next(2) == 0 ? "team" : "stage", $"value{_random.Next(3)}");
        var isTaken = service != "s3" && tags.ContainsKey(key) && _random.Next(2) == 0;
        if (isTaken)
        {
            tags.Remove(key);
        }
        else
        {
            if (service == "s3")
            {
                tags.Clear();
            }

            tags[key] = value;
        }

        switch (service)
        {
            case "s3":
                Write("s3", "PutBucketTagging", new()
                {
                    ["bucketName"] = name,
                    ["Tagging"] = new JsonObject { ["TagSet"] = new JsonObject { ["Tag"] = new JsonObject { ["Key"] = key, ["Value"] = value } } },
                });
                break;
            case "sqs":
                var queue = new JsonObject { ["queueUrl"] = $"https://sqs.eu-west-1.amazonaws.com/{Account}/{name}" };
                queue[isTaken ? "tagKeys" : "tags"] = isTaken ? new JsonArray(key) : new JsonObject { [key] = value };
                Write("sqs", isTaken ? "UntagQueue" : "TagQueue", queue);
                break;
            case "kms":
                Write("kms", isTaken ? "UntagResource" : "TagResource", isTaken
                    ? new() { ["keyId"] = name, ["tagKeys"] = new JsonArray(key) }
                    : new() { ["keyId"] = name, ["tags"] = new JsonArray(new JsonObject { ["tagKey"] = key, ["tagValue"] = value }) });
                break;
            default:
                Write("dynamodb", isTaken ? "UntagResource" : "TagResource", isTaken
                    ? new() { ["resourceArn"] = arn, ["tagKeys"] = new JsonArray(key) }
                    : new() { ["resourceArn"] = arn, ["tags"] = new JsonArray(new JsonObject { ["key"] = key, ["value"] = value }) });
                break;
        }
    }
}
