using System.Globalization;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>An account and its organization, edited at random by many hands, with the records of all edits: it knows the truth at every moment.</summary>
/// <remarks>Written from AWS's API references, and not from the tables of the library.</remarks>
internal sealed partial class HiddenEdits
{
    public const string Account = "111122223333";
    public const string Management = "999988887777";
    private const int Roles = 5;
    private const int Users = 3;

    private static readonly DateTimeOffset s_start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly SortedDictionary<string, Holder> _holders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _members = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Managed> _managed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string?> _resources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _tags = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _scps = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _attached = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _statements = [];
    private int _ids;

    public HiddenEdits(int seed)
    {
        _random = new(seed);
        for (var i = 0; i < Roles; i++)
        {
            _holders[$"role/r{i}"] = new(NextId("AROA")) { Trust = Trust(i) };
        }

        for (var i = 0; i < Users; i++)
        {
            _holders[$"user/u{i}"] = new(NextId("AIDA"));
            _members[$"u{i}"] = new(StringComparer.Ordinal);
        }

        foreach (var group in new[] { "group/g0", "group/g1" })
        {
            _holders[group] = new(NextId("AGPA"));
        }

        for (var i = 0; i < 3; i++)
        {
            _managed[$"m{i}"] = new() { Versions = { ["v1"] = Document() } };
        }

        _resources["arn:aws:s3:::bucket0"] = null;
        _resources["arn:aws:s3:::bucket1"] = Resource("arn:aws:s3:::bucket1");
        _resources[$"arn:aws:sqs:eu-west-1:{Account}:queue0"] = null;
        _resources[$"arn:aws:sns:eu-west-1:{Account}:topic0"] = Resource($"arn:aws:sns:eu-west-1:{Account}:topic0");
        foreach (var arn in new[] { Key, Function, Repository, Table })
        {
            _resources[arn] = arn == Key ? Resource(arn) : null;
        }

        foreach (var arn in new[] { "arn:aws:s3:::bucket1", $"arn:aws:sqs:eu-west-1:{Account}:queue0", Key, Table })
        {
            _tags[arn] = new(StringComparer.Ordinal) { ["team"] = "data" };
        }

        _scps["p-full0000"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
        _scps["p-guard000"] = Guard();
        foreach (var node in new[] { "r-root", "ou-root-11111111", Account, Management })
        {
            _attached[node] = new(StringComparer.Ordinal) { "p-full0000" };
        }

        _attached["ou-root-11111111"].Add("p-guard000");
        Time = s_start;
    }

    /// <summary>The records, in the order of the calls.</summary>
    public List<JsonObject> Records { get; } = [];

    /// <summary>The edits: when they were done, by which records, and the world before them.</summary>
    public List<(DateTimeOffset Time, HashSet<string> EventIds, JsonObject Before)> Edits { get; } = [];

    public DateTimeOffset Time { get; private set; }

    /// <summary>The ARNs that call.</summary>
    public static IEnumerable<(string Arn, string Kind, string Name)> Callers =>
        Enumerable.Range(0, Roles).Select(i => ($"arn:aws:iam::{Account}:role/r{i}", "role", $"r{i}"))
            .Concat(Enumerable.Range(0, Users).Select(i => ($"arn:aws:iam::{Account}:user/u{i}", "user", $"u{i}")));

    public static IEnumerable<(string Action, string Resource)> Wishes =>
    [
        ("s3:GetObject", "arn:aws:s3:::bucket0/a"), ("s3:PutObject", "arn:aws:s3:::bucket1/a"),
        ("sqs:SendMessage", $"arn:aws:sqs:eu-west-1:{Account}:queue0"), ("sns:Publish", $"arn:aws:sns:eu-west-1:{Account}:topic0"),
        ("kms:Decrypt", Key), ("lambda:InvokeFunction", Function), ("ecr:BatchGetImage", Repository), ("dynamodb:GetItem", Table),
    ];

    public string IdOf(string kind, string name) => _holders[$"{kind}/{name}"].Id;

    /// <summary>Lets time go by, with calls that change nothing.</summary>
    public void Idle(TimeSpan time)
    {
        for (var end = Time + time; Time < end; Time += TimeSpan.FromSeconds(_random.Next(20, 50)))
        {
            Records.Add(Record("iam", "ListRoles", new(), null));
        }
    }

    /// <summary>One more edit, at random; some fail, and change nothing.</summary>
    public void Edit()
    {
        Time += TimeSpan.FromSeconds(_random.Next(2, 900));
        Time = new(Time.Ticks - (Time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var before = Snapshot();
        var count = Records.Count;
        Change();
        if (Records.Count > count)
        {
            Edits.Add((Time, [.. Records.Skip(count).Select(record => record["eventID"]!.GetValue<string>())], before));
            if (_random.Next(12) == 0)
            {
                var failed = (JsonObject)Records[^1].DeepClone();
                (failed["errorCode"], failed["errorMessage"], failed["eventID"], failed["responseElements"]) = ("NoSuchEntity", "not there", $"failed-{++_ids}", null);
                failed["eventName"] = failed["eventName"]!.GetValue<string>().Replace("Put", "Delete", StringComparison.Ordinal);
                Records.Add(failed);
            }
        }
    }

    /// <summary>The world as it is now, as a snapshot has it.</summary>
    public JsonObject Snapshot()
    {
        var lists = new Dictionary<string, JsonArray> { ["role"] = [], ["user"] = [], ["group"] = [] };
        foreach (var (key, holder) in _holders)
        {
            var (kind, name) = (key.Split('/')[0], key.Split('/')[1]);
            var word = char.ToUpperInvariant(kind[0]) + kind[1..];
            var entity = new JsonObject
            {
                ["Path"] = "/", [$"{word}Name"] = name, [$"{word}Id"] = holder.Id, ["Arn"] = $"arn:aws:iam::{Account}:{key}",
                [$"{word}PolicyList"] = new JsonArray([.. holder.Inline.Select(pair => new JsonObject { ["PolicyName"] = pair.Key, ["PolicyDocument"] = JsonNode.Parse(pair.Value) })]),
                ["AttachedManagedPolicies"] = new JsonArray([.. holder.Attached.Select(one => new JsonObject { ["PolicyName"] = one, ["PolicyArn"] = ArnOf(one) })]),
            };
            if (kind == "role")
            {
                entity["AssumeRolePolicyDocument"] = Uri.EscapeDataString(holder.Trust!);
            }

            if (kind == "user")
            {
                entity["GroupList"] = new JsonArray([.. _members[name].Keys.Select(group => (JsonNode)group)]);
            }

            if (holder.Boundary is { } boundary)
            {
                entity["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "Policy", ["PermissionsBoundaryArn"] = ArnOf(boundary) };
            }

            lists[kind].Add(entity);
        }

        var policies = new JsonArray([.. _managed.Select(pair => new JsonObject
        {
            ["PolicyName"] = pair.Key, ["PolicyId"] = $"ANPA{pair.Key}", ["Arn"] = ArnOf(pair.Key), ["DefaultVersionId"] = pair.Value.Default,
            ["PolicyVersionList"] = new JsonArray([.. pair.Value.Versions.Select(version => new JsonObject
            {
                ["VersionId"] = version.Key, ["IsDefaultVersion"] = version.Key == pair.Value.Default, ["Document"] = JsonNode.Parse(version.Value),
            })]),
        })]);
        var resources = new JsonObject();
        foreach (var (arn, policy) in _resources)
        {
            resources[arn] = policy is null ? null : JsonNode.Parse(policy);
        }

        return new()
        {
            ["SnapshotVersion"] = 1,
            ["CollectedAt"] = Text(Time),
            ["Accounts"] = new JsonObject
            {
                [Account] = new JsonObject
                {
                    ["AuthorizationDetails"] = new JsonObject
                    {
                        ["UserDetailList"] = lists["user"], ["GroupDetailList"] = lists["group"], ["RoleDetailList"] = lists["role"], ["Policies"] = policies,
                    },
                    ["ResourcePolicies"] = resources,
                    ["ResourceTags"] = new JsonObject(_tags.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject(
                        pair.Value.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)))))),
                },
            },
            ["OrganizationId"] = "o-example", ["ManagementAccountId"] = Management,
            ["Organization"] = new JsonObject
            {
                ["r-root"] = Node("r-root", null), ["ou-root-11111111"] = Node("ou-root-11111111", "r-root"),
                [Account] = Node(Account, "ou-root-11111111"), [Management] = Node(Management, "r-root"),
            },
        };
    }

    private JsonObject Node(string id, string? parent) => new()
    {
        ["id"] = id, ["name"] = id, ["arn"] = $"arn:aws:organizations::{Management}:x/o-example/{id}", ["parent"] = parent,
        ["organization_node_type"] = char.IsAsciiDigit(id[0]) ? "AWSAccount" : "Organizational Unit or Organization Root",
        ["policies"] = new JsonArray([.. _attached[id].Select(policy => new JsonObject
        {
            ["Id"] = policy, ["Arn"] = $"arn:aws:organizations::{Management}:policy/o-example/service_control_policy/{policy}", ["Name"] = policy,
            ["Type"] = "SERVICE_CONTROL_POLICY", ["PolicyDocument"] = _scps[policy],
        })]),
        ["resource_control_policies"] = new JsonArray(),
    };

    private void Change()
    {
        var key = _holders.Keys.ElementAt(_random.Next(_holders.Count));
        var (kind, name) = (key.Split('/')[0], key.Split('/')[1]);
        var word = char.ToUpperInvariant(kind[0]) + kind[1..];
        var holder = _holders[key];
        var parameters = new JsonObject { [$"{kind}Name"] = name };
        var managed = _managed.Keys.ElementAt(_random.Next(_managed.Count));
        switch (_random.Next(17))
        {
            case 0 or 1 or 2:
                var inline = $"own{_random.Next(2)}";
                holder.Inline[inline] = Document();
                (parameters["policyName"], parameters["policyDocument"]) = (inline, holder.Inline[inline]);
                Write("iam", $"Put{word}Policy", parameters);
                break;
            case 3 when holder.Inline.Count > 0:
                var gone = holder.Inline.Keys.First();
                holder.Inline.Remove(gone);
                parameters["policyName"] = gone;
                Write("iam", $"Delete{word}Policy", parameters);
                break;
            case 4 or 5:
                parameters["policyArn"] = ArnOf(managed);
                Write("iam", holder.Attached.Add(managed) ? $"Attach{word}Policy" : Detach(holder, managed, word), parameters);
                break;
            case 6:
                var version = $"v{++_managed[managed].Last}";
                var isDefault = _random.Next(3) > 0;
                _managed[managed].Versions[version] = Document();
                _managed[managed].Default = isDefault ? version : _managed[managed].Default;
                Write("iam", "CreatePolicyVersion", new() { ["policyArn"] = ArnOf(managed), ["policyDocument"] = _managed[managed].Versions[version], ["setAsDefault"] = isDefault },
                    new() { ["policyVersion"] = new JsonObject { ["versionId"] = version, ["isDefaultVersion"] = isDefault } });
                break;
            case 7:
                var chosen = _managed[managed].Versions.Keys.ElementAt(_random.Next(_managed[managed].Versions.Count));
                _managed[managed].Default = chosen;
                Write("iam", "SetDefaultPolicyVersion", new() { ["policyArn"] = ArnOf(managed), ["versionId"] = chosen });
                break;
            case 8 when kind != "group":
                var isBound = holder.Boundary is not null;
                holder.Boundary = isBound ? null : managed;
                if (!isBound)
                {
                    parameters["permissionsBoundary"] = ArnOf(managed);
                }

                Write("iam", $"{(isBound ? "Delete" : "Put")}{word}PermissionsBoundary", parameters);
                break;
            case 9 when kind == "user":
                var group = _holders.Keys.Where(other => other.StartsWith("group/", StringComparison.Ordinal)).ElementAt(_random.Next(2))["group/".Length..];
                parameters["groupName"] = group;
                var isIn = !_members[name].TryAdd(group, "");
                _ = isIn && _members[name].Remove(group);
                Write("iam", isIn ? "RemoveUserFromGroup" : "AddUserToGroup", parameters);
                break;
            case 9 when kind == "role":
                holder.Trust = Trust(_random.Next(Roles));
                parameters["policyDocument"] = holder.Trust;
                Write("iam", "UpdateAssumeRolePolicy", parameters);
                break;
            case 10 when kind == "role":
                Replace(key, name);
                break;
            case 13 when kind == "group":
                RenameGroup(key, name);
                break;
            case 11 or 12 or 14:
                ChangeResource();
                break;
            case 15 or 16:
                ChangeTags();
                break;
            default:
                ChangeOrganization();
                break;
        }
    }

    private string Detach(Holder holder, string managed, string word)
    {
        holder.Attached.Remove(managed);
        return $"Detach{word}Policy";
    }

    // It keeps its id, its policies and its members.
    private void RenameGroup(string key, string name)
    {
        var renamed = name.EndsWith('x') ? name[..^1] : $"{name}x";
        _holders.Remove(key, out var holder);
        _holders[$"group/{renamed}"] = holder!;
        foreach (var groups in _members.Values)
        {
            if (groups.Remove(name))
            {
                groups[renamed] = "";
            }
        }

        Write("iam", "UpdateGroup", new() { ["groupName"] = name, ["newGroupName"] = renamed });
    }

    // A role made again under its name, after all that it had was taken from it.
    private void Replace(string key, string name)
    {
        var old = _holders[key];
        foreach (var inline in old.Inline.Keys.ToList())
        {
            Write("iam", "DeleteRolePolicy", new() { ["roleName"] = name, ["policyName"] = inline });
            Time += TimeSpan.FromSeconds(1);
        }

        foreach (var attached in old.Attached.ToList())
        {
            Write("iam", "DetachRolePolicy", new() { ["roleName"] = name, ["policyArn"] = ArnOf(attached) });
            Time += TimeSpan.FromSeconds(1);
        }

        Write("iam", "DeleteRole", new() { ["roleName"] = name });
        Time += TimeSpan.FromSeconds(2);
        _holders[key] = new(NextId("AROA")) { Trust = Trust(_random.Next(Roles)) };
        Write("iam", "CreateRole", new() { ["roleName"] = name, ["assumeRolePolicyDocument"] = _holders[key].Trust },
            new() { ["role"] = new JsonObject { ["arn"] = $"arn:aws:iam::{Account}:role/{name}", ["roleName"] = name, ["roleId"] = _holders[key].Id, ["path"] = "/" } });
    }

    private void ChangeResource()
    {
        var arn = _resources.Keys.ElementAt(_random.Next(_resources.Count));
        var policy = _random.Next(3) == 0 ? null : Resource(arn);
        _resources[arn] = policy;
        var name = arn[(arn.LastIndexOf(':') + 1)..];
        if (arn.Contains(":s3:", StringComparison.Ordinal))
        {
            Write("s3", policy is null ? "DeleteBucketPolicy" : "PutBucketPolicy",
                policy is null ? new() { ["bucketName"] = name } : new() { ["bucketName"] = name, ["bucketPolicy"] = JsonNode.Parse(policy) });
        }
        else if (arn.Contains(":sqs:", StringComparison.Ordinal))
        {
            // Whoever makes sure that it is there changes nothing of it.
            Write("sqs", "CreateQueue", new() { ["queueName"] = name }, new() { ["queueUrl"] = $"https://sqs.eu-west-1.amazonaws.com/{Account}/{name}" });
            Time += TimeSpan.FromSeconds(2);
            Write("sqs", "SetQueueAttributes", new()
            {
                ["queueUrl"] = $"https://sqs.eu-west-1.amazonaws.com/{Account}/{name}", ["attributes"] = new JsonObject { ["Policy"] = policy ?? "" },
            });
        }
        else if (arn is Key or Function or Repository or Table)
        {
            ChangeOther(arn, policy);
        }
        else
        {
            _resources[arn] = Resource(arn);
            Write("sns", "SetTopicAttributes", new() { ["topicArn"] = arn, ["attributeName"] = "Policy", ["attributeValue"] = _resources[arn] });
        }
    }

    private void ChangeOrganization()
    {
        var node = _attached.Keys.Where(id => id != Management).ElementAt(_random.Next(3));
        if (_random.Next(3) == 0)
        {
            _scps["p-guard000"] = Guard();
            Write("organizations", "UpdatePolicy", new() { ["policyId"] = "p-guard000", ["content"] = _scps["p-guard000"] });
            return;
        }

        var isAttached = _attached[node].Add("p-guard000");
        _ = !isAttached && _attached[node].Remove("p-guard000");
        Write("organizations", isAttached ? "AttachPolicy" : "DetachPolicy", new() { ["policyId"] = "p-guard000", ["targetId"] = node });
    }
}
