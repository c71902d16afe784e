using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>A generated proposal, as a change file has it.</summary>
/// <param name="Json">The change.</param>
internal sealed record WorldChange(JsonObject Json)
{
    private static readonly string[] s_layers = ["serviceControl", "serviceControl", "resourceControl", "permissionsBoundary", "roleTrust", "resource", "vpcEndpoint", "identity"];

    private static readonly string[][] s_actions = [["s3:GetObject"], ["s3:*", "sqs:*"], ["sts:AssumeRole"], ["*"], ["dynamodb:GetItem", "ec2:Describe*"], ["s3:PutObject"]];

    private static readonly string?[] s_conditions =
    [
        null,
        """{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}""",
        """{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""",
        $$$"""{"StringNotEqualsIfExists":{"aws:SourceVpce":"{{{World.Endpoint}}}"}}""",
        """{"StringEquals":{"aws:PrincipalTag/team":"blue"}}""",
        """{"StringNotEquals":{"s3:ExistingObjectTag/class":"public"}}""",
        """{"StringEquals":{"s3:ExistingObjectTag/class":"secret"},"StringNotEquals":{"aws:RequestedRegion":"us-east-1"}}""",
        """{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/o*"}}""",
        """{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}""",
    ];

    internal string Layer => (string)Json["Layer"]!;

    internal string? Target => (string?)Json["Target"];

    internal JsonObject? Document => Json["Document"]?.AsObject();

    internal IReadOnlyList<ProposedChange> Read() => ChangeFile.Parse(Encoding.UTF8.GetBytes(Json.ToJsonString()), "change.json");

    internal static WorldChange Generate(Random random)
    {
        var layer = random.GetItems(s_layers, 1)[0];
        var role = World.ArnOf(random.GetItems(World.Roles, 1)[0]);
        var node = random.GetItems<string>([World.Root, World.Unit, World.Own, World.Other], 1)[0];
        var deny = Deny(random, layer);
        return layer switch
        {
            "serviceControl" or "resourceControl" => Put(layer, node, World.Document(deny)),
            "permissionsBoundary" => Put(layer, role, World.Document(World.Allow(["s3:*", "sqs:*", "sts:*", "ec2:*"]), deny)),
            "roleTrust" => Put(layer, World.Target, World.Document([.. World.Trust["Statement"]!.AsArray().Select(one => one!.DeepClone()), deny])),
            "resource" => Put(layer, World.Bucket, World.Document(deny)),
            "vpcEndpoint" => Put(layer, World.Endpoint, World.Document([.. World.OpenEndpoint["Statement"]!.AsArray().Select(one => one!.DeepClone()), deny])),
            _ when random.Next(3) == 0 => new(new JsonObject { ["Change"] = "delete", ["Layer"] = "identity", ["Target"] = role, ["PolicyName"] = "Own" }),
            _ => Put("identity", role, World.Document([.. random.Next(2) == 0 ? [World.Allow(["s3:*"])] : Array.Empty<JsonNode>(), deny]), random.Next(2) == 0 ? "Own" : "Guard"),
        };
    }

    private static WorldChange Put(string layer, string target, JsonObject document, string name = "Guard") =>
        new(new JsonObject { ["Change"] = "put", ["Layer"] = layer, ["Target"] = target, ["PolicyName"] = name, ["Document"] = document });

    private static JsonObject Deny(Random random, string layer)
    {
        var statement = new JsonObject { ["Sid"] = "Guard", ["Effect"] = "Deny" };
        if (layer is "resourceControl" or "resource" or "vpcEndpoint" or "roleTrust")
        {
            statement["Principal"] = "*";
        }

        var actions = layer switch
        {
            // Each kind of policy refuses actions that are not its own.
            "roleTrust" => ["sts:AssumeRole"],
            "resource" => random.GetItems<string[]>([["s3:GetObject"], ["s3:*"]], 1)[0],
            "resourceControl" => random.GetItems<string[]>([["s3:*"], ["sqs:*", "sts:AssumeRole"], ["s3:GetObject", "sts:*"]], 1)[0],
            _ => random.GetItems(s_actions, 1)[0],
        };
        statement["Action"] = new JsonArray([.. actions.Select(one => (JsonNode)one)]);
        if (layer != "roleTrust")
        {
            statement["Resource"] = layer == "resource" ? $"{World.Bucket}/*" : random.Next(3) == 0 ? $"{World.Bucket}/secret/*" : "*";
        }

        if (random.GetItems(s_conditions, 1)[0] is { } condition)
        {
            statement["Condition"] = JsonNode.Parse(condition);
        }

        return statement;
    }
}
