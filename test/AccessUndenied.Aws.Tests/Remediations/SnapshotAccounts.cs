using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>The accounts of a snapshot file, in which commands of the AWS CLI are carried out as AWS would.</summary>
/// <remarks>Knows the file's format and the commands, and nothing of how remediations are planned.</remarks>
internal sealed class SnapshotAccounts
{
    private readonly JsonObject _snapshot;

    public SnapshotAccounts(string json) => _snapshot = JsonNode.Parse(json)!.AsObject();

    public string ToJson() => _snapshot.ToJsonString();

    /// <summary>Carries out one command.</summary>
    /// <param name="command">Its words.</param>
    /// <param name="account">The account in which it is typed.</param>
    /// <param name="permissionSet">The permission set that <c>$PERMISSION_SET_ARN</c> means.</param>
    /// <returns>Whether it is one of the commands that are known here.</returns>
    public bool Run(IReadOnlyList<string> command, string account, string permissionSet)
    {
        string? Option(string name) => OptionOf(command, name);
        JsonNode Document(string name) => JsonNode.Parse(Option(name)!)!;
        switch (command.Take(2).ToArray())
        {
            case ["iam", "put-user-policy"]:
                PutInline(Identity(account, "User", Option("user-name")!), "User", Option("policy-name")!, Document("policy-document"));
                return true;
            case ["iam", "put-role-policy"]:
                PutInline(Identity(account, "Role", Option("role-name")!), "Role", Option("policy-name")!, Document("policy-document"));
                return true;
            case ["iam", "put-group-policy"]:
                PutInline(Identity(account, "Group", Option("group-name")!), "Group", Option("policy-name")!, Document("policy-document"));
                return true;
            case ["iam", "create-policy-version"]:
                command.Should().Contain("--set-as-default");
                PutVersion(Option("policy-arn")!, Document("policy-document"));
                return true;
            case ["iam", "update-assume-role-policy"]:
                Identity(account, "Role", Option("role-name")!)["AssumeRolePolicyDocument"] = Document("policy-document");
                return true;
            case ["sso-admin", "put-inline-policy-to-permission-set"]:
                PutToPermissionSet(permissionSet, Document("inline-policy"));
                return true;
            case ["sso-admin", "provision-permission-set"]:
                return true;
            case ["organizations", "create-policy"]:
                _created = new() { ["Id"] = "p-new", ["Arn"] = "arn:aws:organizations::111111111111:policy/o-exampleorg1/service_control_policy/p-new", ["Name"] = Option("name"), ["Type"] = "SERVICE_CONTROL_POLICY", ["PolicyDocument"] = Document("content") };
                return true;
            case ["organizations", "attach-policy"]:
                _snapshot["Organization"]![Option("target-id")!]!["policies"]!.AsArray().Add(_created!.DeepClone());
                return true;
            case ["organizations", "update-policy"]:
                UpdateOrganization(Option("policy-id")!, Document("content"));
                return true;
            case ["ec2", "modify-vpc-endpoint"]:
                Accounts().Select(one => one["VpcEndpoints"]?[Option("vpc-endpoint-id")!]).First(endpoint => endpoint is not null)!["PolicyDocument"] = Document("policy-document");
                return true;
            case ["s3api", "put-bucket-policy"]:
                PutOnResource(account, "arn:aws:s3:::" + Option("bucket"), Document("policy"));
                return true;
            case ["kms", "put-key-policy"]:
                PutOnResource(account, Option("key-id")!, Document("policy"));
                return true;
            case ["sqs", "set-queue-attributes"]:
                PutOnResource(account, ArnOfQueue(account, command), JsonNode.Parse(Document("attributes")["Policy"]!.GetValue<string>())!);
                return true;
            case ["sns", "set-topic-attributes"]:
                PutOnResource(account, Option("topic-arn")!, Document("attribute-value"));
                return true;
            case ["secretsmanager", "put-resource-policy"]:
                PutOnResource(account, Option("secret-id")!, Document("resource-policy"));
                return true;
            case ["ecr", "set-repository-policy"]:
                PutOnResource(account, $"arn:aws:ecr:eu-west-1:{account}:repository/{Option("repository-name")}", Document("policy-text"));
                return true;
            case ["dynamodb", "put-resource-policy"]:
                PutOnResource(account, Option("resource-arn")!, Document("policy"));
                return true;
            case ["lambda", "add-permission"]:
                AddPermission(account, Option("function-name") + (Option("qualifier") is { } qualifier ? ":" + qualifier : ""), Option("statement-id")!, Option("action")!, Option("principal")!, Option("source-arn"));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The value of an option, in the word after it or behind an equals sign; null where it is not given.</summary>
    public static string? OptionOf(IReadOnlyList<string> command, string name)
    {
        for (var i = 2; i < command.Count; i++)
        {
            if (command[i] == "--" + name)
            {
                return command[i + 1];
            }

            if (command[i].StartsWith($"--{name}=", StringComparison.Ordinal))
            {
                return command[i][(name.Length + 3)..];
            }
        }

        return null;
    }

    private JsonObject? _created;

    private IEnumerable<JsonObject> Accounts() => _snapshot["Accounts"]!.AsObject().Select(pair => pair.Value!.AsObject());

    private JsonObject Account(string account) => _snapshot["Accounts"]![account]!.AsObject();

    private JsonObject Identity(string account, string kind, string name) => Account(account)["AuthorizationDetails"]![kind + "DetailList"]!.AsArray()
        .Select(item => item!.AsObject()).Single(item => item[kind + "Name"]!.GetValue<string>() == name);

    private static void PutInline(JsonObject identity, string kind, string name, JsonNode document)
    {
        var policies = identity[kind + "PolicyList"]?.AsArray();
        if (policies is null)
        {
            identity[kind + "PolicyList"] = policies = [];
        }

        if (policies.FirstOrDefault(policy => policy!["PolicyName"]!.GetValue<string>() == name) is { } same)
        {
            same["PolicyDocument"] = document;
            return;
        }

        policies.Add(new JsonObject { ["PolicyName"] = name, ["PolicyDocument"] = document });
    }

    private void PutVersion(string arn, JsonNode document)
    {
        var policy = Accounts().SelectMany(account => account["AuthorizationDetails"]!["Policies"]!.AsArray()).Single(item => item!["Arn"]!.GetValue<string>() == arn)!;
        var versions = policy["PolicyVersionList"]!.AsArray();
        foreach (var version in versions)
        {
            version!["IsDefaultVersion"] = false;
        }

        versions.Add(new JsonObject { ["VersionId"] = "v99", ["IsDefaultVersion"] = true, ["Document"] = document });
        policy["DefaultVersionId"] = "v99";
    }

    // The inline policy of a permission set is one, and stands in its roles under a fixed name.
    private void PutToPermissionSet(string permissionSet, JsonNode document)
    {
        var roles = Accounts().SelectMany(account => account["AuthorizationDetails"]!["RoleDetailList"]!.AsArray())
            .Where(role => role!["RoleName"]!.GetValue<string>().StartsWith($"AWSReservedSSO_{permissionSet}_", StringComparison.Ordinal)).ToList();
        roles.Should().NotBeEmpty();
        foreach (var role in roles)
        {
            PutInline(role!.AsObject(), "Role", "AwsSSOInlinePolicy", document.DeepClone());
        }
    }

    private void UpdateOrganization(string id, JsonNode document)
    {
        var policies = _snapshot["Organization"]!.AsObject().SelectMany(node => new[] { "policies", "resource_control_policies" }
            .SelectMany(kind => node.Value![kind]?.AsArray() ?? [])).Where(policy => policy!["Id"]!.GetValue<string>() == id).ToList();
        policies.Should().NotBeEmpty(because: id);
        foreach (var policy in policies)
        {
            policy!["PolicyDocument"] = document.DeepClone();
        }
    }

    private void PutOnResource(string account, string arn, JsonNode document)
    {
        var holder = Accounts().FirstOrDefault(one => one["ResourcePolicies"]?[arn] is not null) ?? Account(account);
        if (holder["ResourcePolicies"] is null)
        {
            holder["ResourcePolicies"] = new JsonObject();
        }

        holder["ResourcePolicies"]![arn] = document;
    }

    private void AddPermission(string account, string arn, string sid, string action, string principal, string? sourceArn)
    {
        var holder = Accounts().FirstOrDefault(one => one["ResourcePolicies"]?[arn] is not null) ?? Account(account);
        var text = holder["ResourcePolicies"]?[arn];
        var document = text is JsonValue ? JsonNode.Parse(Uri.UnescapeDataString(text.GetValue<string>()))! : text?.DeepClone() ?? new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray() };
        var statement = new JsonObject
        {
            ["Sid"] = sid, ["Effect"] = "Allow", ["Action"] = action, ["Resource"] = arn,
            ["Principal"] = new JsonObject { [principal.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? "Service" : "AWS"] = principal },
        };
        if (sourceArn is not null)
        {
            statement["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = sourceArn } };
        }

        document["Statement"]!.AsArray().Add((JsonNode)statement);
        PutOnResource(account, arn, document);
    }

    private static string ArnOfQueue(string account, IReadOnlyList<string> command)
    {
        var name = OptionOf(command, "queue-url")!.Split('/')[^1];
        return $"arn:aws:sqs:eu-west-1:{account}:{name}";
    }
}
