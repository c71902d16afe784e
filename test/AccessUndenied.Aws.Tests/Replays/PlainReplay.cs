using System.Text.Json.Nodes;
using AccessUndenied.Aws.Tests.Reference;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Replays a world by the second evaluator: plain requests with all policies written out, before and after.</summary>
internal static class PlainReplay
{
    /// <summary>What the call meets without a change.</summary>
    internal static string Before(WorldCall call) => Evaluate(Request(call));

    /// <summary>What the call meets under <paramref name="change"/>.</summary>
    internal static string After(WorldCall call, WorldChange change)
    {
        var request = Request(call);
        switch (change.Layer)
        {
            case "serviceControl" when Way(World.Own).Contains(change.Target):
                Add(Node(request["serviceControlPolicies"]!, change.Target!), change.Document!);
                break;
            case "resourceControl" when Way(OwnerOf(call)).Contains(change.Target):
                Add(Node(request["resourceControlPolicies"]!, change.Target!), change.Document!);
                break;
            case "permissionsBoundary" when change.Target == World.ArnOf(call.Role):
                request["permissionsBoundaries"] = new JsonArray(change.Document!.DeepClone());
                break;
            case "roleTrust" when call.Resource == World.Target:
                request["resourcePolicy"] = change.Document!.DeepClone();
                break;
            case "resource" when call.Resource.StartsWith(World.Bucket, StringComparison.Ordinal):
                request["resourcePolicy"] = change.Document!.DeepClone();
                break;
            case "vpcEndpoint" when call.Endpoint == change.Target:
                request["vpcEndpointPolicies"] = new JsonArray(change.Document!.DeepClone());
                break;
            case "identity" when change.Target == World.ArnOf(call.Role):
                ChangeIdentity(request, change);
                break;
            default:
                break;
        }

        return Evaluate(request);
    }

    private static void ChangeIdentity(JsonObject request, WorldChange change)
    {
        var policies = request["identityPolicies"]!.AsArray();
        if ((string)change.Json["PolicyName"]! == "Own")
        {
            policies.Clear();
        }

        if (change.Document is { } document)
        {
            policies.Add(document.DeepClone());
        }
    }

    private static JsonObject Request(WorldCall call) => new()
    {
        ["principal"] = $"arn:aws:sts::{World.Own}:assumed-role/{call.Role}/s1",
        ["action"] = call.Action,
        ["resource"] = call.Resource,
        ["resourceAccount"] = OwnerOf(call),
        ["context"] = call.Context.DeepClone(),
        ["unknownContextKeys"] = new JsonArray([.. call.Unknown.Select(key => (JsonNode)key)]),
        ["identityPolicies"] = new JsonArray(World.Policy.DeepClone()),
        ["resourcePolicy"] = call.Resource == World.Target ? World.Trust.DeepClone() : null,
        ["serviceControlPolicies"] = Levels(World.Own, World.FullAccess),
        ["resourceControlPolicies"] = Levels(OwnerOf(call), null),
        ["vpcEndpointPolicies"] = call.Endpoint is null ? null : new JsonArray(World.OpenEndpoint.DeepClone()),
    };

    private static string OwnerOf(WorldCall call) => call.Resource == World.Target ? World.Other : World.Own;

    private static string[] Way(string account) => [World.Root, World.Unit, account];

    private static JsonArray Levels(string account, JsonObject? policy) =>
        new([.. Way(account).Select(node => new JsonObject { ["target"] = node, ["policies"] = policy is null ? new JsonArray() : new JsonArray(policy.DeepClone()) })]);

    private static JsonArray Node(JsonNode levels, string target) => levels.AsArray().Single(level => (string)level!["target"]! == target)!["policies"]!.AsArray();

    private static void Add(JsonArray policies, JsonObject document) => policies.Add(document.DeepClone());

    private static string Evaluate(JsonObject request)
    {
        foreach (var absent in request.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            request.Remove(absent);
        }

        return PlainEvaluator.Evaluate(request).Decision ?? "error";
    }
}
