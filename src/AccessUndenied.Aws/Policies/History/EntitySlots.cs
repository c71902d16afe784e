using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The slots of a user, group, role or managed policy, as authorization details write it, in both directions.</summary>
internal static class EntitySlots
{
    /// <summary>Reads what <paramref name="entry"/> has into <paramref name="slots"/>.</summary>
    public static void Read(string carrier, EntityEntry entry, Dictionary<PolicySlot, string> slots)
    {
        if (DocumentText.Parse(System.Text.Encoding.UTF8.GetString(entry.Json.Bytes.Span)) is not JsonObject json)
        {
            return;
        }

        slots[new(SlotKind.Entity, carrier)] = new JsonObject { ["Arn"] = entry.Arn, ["Name"] = entry.Name, ["Id"] = entry.UniqueId }.ToJsonString();
        if (entry.Kind == EntityKind.ManagedPolicy)
        {
            ReadVersions(carrier, json, slots);
            return;
        }

        foreach (var policy in List(json, InlineList(entry.Kind)))
        {
            if (Text(policy["PolicyName"]) is { } name && DocumentOf(policy["PolicyDocument"]) is { } document)
            {
                slots[new(SlotKind.Inline, carrier, name)] = document;
            }
        }

        foreach (var arn in List(json, "AttachedManagedPolicies").Select(policy => Text(policy["PolicyArn"])).OfType<string>())
        {
            slots[new(SlotKind.Attachment, carrier, arn)] = arn;
        }

        if (Text((json["PermissionsBoundary"] as JsonObject)?["PermissionsBoundaryArn"]) is { } boundary)
        {
            slots[new(SlotKind.Boundary, carrier)] = boundary;
        }

        if (DocumentOf(json["AssumeRolePolicyDocument"]) is { } trust)
        {
            slots[new(SlotKind.Trust, carrier)] = trust;
        }

        foreach (var group in (json["GroupList"] as JsonArray ?? []).Select(Text).OfType<string>())
        {
            slots[new(SlotKind.Membership, carrier, group.ToLowerInvariant())] = group;
        }

        foreach (var tag in List(json, "Tags"))
        {
            if (Text(tag["Key"]) is { } key)
            {
                slots[new(SlotKind.EntityTag, carrier, key)] = Text(tag["Value"]) ?? "";
            }
        }
    }

    /// <summary>The entity as it was at a moment; null where it was not there, or nobody knows what it is found by.</summary>
    /// <param name="carrier">The entity.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="like">What is nearest to it in time, of which what does not change is taken; null for none.</param>
    /// <param name="slots">Its slots.</param>
    /// <param name="resolve">What a slot held.</param>
    public static EntityEntry? Write(string carrier, EntityKind kind, EntityEntry? like, IEnumerable<PolicySlot> slots, Func<PolicySlot, SlotState> resolve)
    {
        var state = resolve(new(SlotKind.Entity, carrier));
        var (arn, name, id) = (like?.Arn, like?.Name, like?.UniqueId);
        if (state is { IsKnown: true, Value: { } skeleton } && DocumentText.Parse(skeleton) is JsonObject known)
        {
            (arn, name, id) = (Text(known["Arn"]) ?? arn, Text(known["Name"]) ?? name, Text(known["Id"]) ?? id);
        }

        if (state is { IsKnown: true, Value: null } || arn is null || name is null)
        {
            return null;
        }

        var json = like is not null && like.UniqueId == id && DocumentText.Parse(System.Text.Encoding.UTF8.GetString(like.Json.Bytes.Span)) is JsonObject whole ? whole : new();
        var word = kind switch
        {
            EntityKind.User => "User",
            EntityKind.Group => "Group",
            EntityKind.Role => "Role",
            _ => "Policy",
        };
        (json["Arn"], json[$"{word}Name"], json[$"{word}Id"]) = (arn, name, id);
        var held = slots.Select(slot => (Slot: slot, State: resolve(slot))).Where(one => one.State is { IsKnown: true, Value: not null }).ToList();
        if (kind == EntityKind.ManagedPolicy)
        {
            WriteVersion(json, carrier, resolve);
        }
        else
        {
            json[InlineList(kind)] = new JsonArray([.. held.Where(one => one.Slot.Kind == SlotKind.Inline)
                .Select(one => (JsonNode)new JsonObject { ["PolicyName"] = one.Slot.Name, ["PolicyDocument"] = DocumentText.Parse(one.State.Value!) })]);
            json["AttachedManagedPolicies"] = new JsonArray([.. held.Where(one => one.Slot.Kind == SlotKind.Attachment)
                .Select(one => (JsonNode)new JsonObject { ["PolicyName"] = one.Slot.Name[(one.Slot.Name.LastIndexOf('/') + 1)..], ["PolicyArn"] = one.Slot.Name })]);
            json["GroupList"] = new JsonArray([.. held.Where(one => one.Slot.Kind == SlotKind.Membership).Select(one => (JsonNode)one.State.Value!)]);
            json["Tags"] = new JsonArray([.. held.Where(one => one.Slot.Kind == SlotKind.EntityTag)
                .Select(one => (JsonNode)new JsonObject { ["Key"] = one.Slot.Name, ["Value"] = one.State.Value })]);
            json.Remove("PermissionsBoundary");
            json.Remove("AssumeRolePolicyDocument");
            if (held.Find(one => one.Slot.Kind == SlotKind.Boundary).State.Value is { } boundary)
            {
                json["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "Policy", ["PermissionsBoundaryArn"] = boundary };
            }

            if (held.Find(one => one.Slot.Kind == SlotKind.Trust).State.Value is { } trust)
            {
                json["AssumeRolePolicyDocument"] = DocumentText.Parse(trust);
            }
        }

        return new(kind, arn, name, id, SliceOf(json));
    }

    /// <summary>JSON as a snapshot holds it.</summary>
    public static JsonSlice SliceOf(JsonNode json) => SliceOf(json.ToJsonString());

    /// <summary>The same, of a text.</summary>
    public static JsonSlice SliceOf(string json)
    {
        var file = new SnapshotFile("history", System.Text.Encoding.UTF8.GetBytes(json));
        return new(file, 0, file.Utf8.Length);
    }

    private static void ReadVersions(string arn, JsonObject json, Dictionary<PolicySlot, string> slots)
    {
        if (Text(json["DefaultVersionId"]) is { } first)
        {
            slots[new(SlotKind.DefaultVersion, arn)] = first;
        }

        foreach (var version in List(json, "PolicyVersionList"))
        {
            if (Text(version["VersionId"]) is { } id && DocumentOf(version["Document"]) is { } document)
            {
                slots[new(SlotKind.Version, arn, id)] = document;
            }
        }
    }

    private static void WriteVersion(JsonObject json, string arn, Func<PolicySlot, SlotState> resolve)
    {
        json.Remove("PolicyVersionList");
        json.Remove("DefaultVersionId");
        if (resolve(new(SlotKind.DefaultVersion, arn)) is { IsKnown: true, Value: { } id } && resolve(new(SlotKind.Version, arn, id)) is { IsKnown: true, Value: { } document })
        {
            json["DefaultVersionId"] = id;
            json["PolicyVersionList"] = new JsonArray(new JsonObject { ["VersionId"] = id, ["IsDefaultVersion"] = true, ["Document"] = DocumentText.Parse(document) });
        }
    }

    private static string InlineList(EntityKind kind) => kind switch
    {
        EntityKind.User => "UserPolicyList",
        EntityKind.Group => "GroupPolicyList",
        _ => "RolePolicyList",
    };

    private static string? DocumentOf(JsonNode? node) => node is JsonObject ? node.ToJsonString() : Text(node) is { } text ? DocumentText.Of(text) : null;

    private static IEnumerable<JsonObject> List(JsonObject json, string name) => (json[name] as JsonArray ?? []).OfType<JsonObject>();

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
