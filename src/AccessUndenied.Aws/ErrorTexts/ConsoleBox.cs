namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>The box in which the console writes a refusal, its parts below each other.</summary>
internal static class ConsoleBox
{
    private const int Longest = 3_000;

    internal static FoundDenial? Read(string text, int start)
    {
        var box = text.AsSpan(start, Math.Min(Longest, text.Length - start));
        var service = Field(box, "Service:", out _);
        var action = Field(box, "Action:", out var end);
        var user = Field(box, "User:", out _);
        if (action.IsEmpty || (service.IsEmpty && !action.Contains(':')) || action.Contains(' ') || user.Contains(' '))
        {
            return null;
        }

        var resource = Field(box, "On resource(s):", out var endOfResource);
        var reason = Field(box, "Context:", out var endOfReason);
        var name = action.Contains(':') ? action.ToString() : $"{service}:{action}";
        var who = user.IsEmpty ? "" : $"User: {user} is ";
        var what = resource.IsEmpty ? name : $"{name} on resource: {resource}";
        var message = $"{who}not authorized to perform: {what}{Reason(reason, name)}";
        return new() { Start = start, End = start + Math.Max(end, Math.Max(endOfResource, endOfReason)), Message = message, IsSentence = true };
    }

    private static string Reason(ReadOnlySpan<char> reason, string action)
    {
        if (reason.IsEmpty)
        {
            return "";
        }

        var named = reason.ToString().Replace("the action", $"the {action} action", StringComparison.Ordinal);
        return reason.StartsWith("no ", StringComparison.OrdinalIgnoreCase) ? $" because {named}"
            : reason.StartsWith("a", StringComparison.OrdinalIgnoreCase) ? $" with an explicit deny in {reason}"
            : $" {reason}";
    }

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> box, string name, out int end)
    {
        end = 0;
        var at = 0;
        while (!box[at..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            var next = box[at..].IndexOf('\n');
            if (next < 0)
            {
                return default;
            }

            at += next + 1;
        }

        var value = box[(at + name.Length)..];
        var line = value.IndexOf('\n') is >= 0 and var stop ? stop : value.Length;
        end = at + name.Length + line;
        return value[..line].Trim();
    }
}
