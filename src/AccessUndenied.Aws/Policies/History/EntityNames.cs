using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The names of a user or group before and after a change of them, as a slot's value has them.</summary>
internal static class EntityNames
{
    /// <summary>The change as text.</summary>
    /// <param name="name">The old name.</param>
    /// <param name="renamed">The new one.</param>
    /// <param name="path">The new path; null where it stays.</param>
    public static string Text(string name, string renamed, string? path) => new JsonObject { ["Old"] = name, ["New"] = renamed, ["Path"] = path }.ToJsonString();

    /// <summary>The new name.</summary>
    public static string NewOf(string change) => DocumentText.Parse(change)!["New"]!.GetValue<string>();

    /// <summary>What a user or group is found by after the change, of what it was found by before.</summary>
    public static SlotState After(SlotState before, string change)
    {
        var names = DocumentText.Parse(change)!;
        return With(before, names["New"]!.GetValue<string>(), names["Path"]?.GetValue<string>());
    }

    /// <summary>The other way round; unknown where the path changed, since nothing tells the old one.</summary>
    public static SlotState Before(SlotState after, string change)
    {
        var names = DocumentText.Parse(change)!;
        return names["Path"] is not null && after.Value is not null
            ? SlotState.Unknown(null, HistoryMessages.NothingBefore) : With(after, names["Old"]!.GetValue<string>(), null);
    }

    /// <summary>What a user or group is found by; null where that is not whole.</summary>
    public static (string Arn, string Name, string? Id)? Of(string value) =>
        DocumentText.Parse(value) is JsonObject known && known["Arn"]?.GetValue<string>() is { } arn && known["Name"]?.GetValue<string>() is { } name
            ? (arn, name, known["Id"]?.GetValue<string>()) : null;

    // An ARN ends in path and name: arn:aws:iam::123456789012:user/division/jane.
    private static SlotState With(SlotState state, string name, string? path)
    {
        if (state is not { IsKnown: true, Value: { } text } || DocumentText.Parse(text) is not JsonObject known || known["Arn"]?.GetValue<string>() is not { } arn
            || arn.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var first))
        {
            return state;
        }

        known["Arn"] = arn[..first] + (path ?? arn[first..(arn.LastIndexOf('/') + 1)]) + name;
        known["Name"] = name;
        return SlotState.Of(known.ToJsonString());
    }
}
