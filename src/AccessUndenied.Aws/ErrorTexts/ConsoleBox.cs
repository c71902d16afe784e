namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>The box in which the console writes a refusal, its parts below each other.</summary>
internal static class ConsoleBox
{
    /// <summary>The line by which the text to copy is known where it stands alone.</summary>
    internal const string Resource = "On resource(s):";

    private const int Longest = 3_000;

    private static readonly string[] s_leading = ["User:", "Service:", "Action:"];

    /// <summary>The box, or the part of it that the console tells people to copy, which begins at <paramref name="start"/>; null where there is none.</summary>
    internal static FoundDenial? Read(string text, int start)
    {
        var box = text.AsSpan(start, Math.Min(Longest, text.Length - start));
        var service = Field(box, "Service:", out _);
        var action = Field(box, "Action:", out var end);
        if (action.IsEmpty || (service.IsEmpty && !action.Contains(':')))
        {
            return null;
        }

        var user = Field(box, "User:", out _);
        var resource = Field(box, Resource, out var endOfResource);
        var reason = Field(box, "Context:", out var endOfReason);
        var name = action.Contains(':') ? action.ToString() : $"{service}:{action}";
        var who = user.IsEmpty ? "" : $"User: {user} is ";
        var what = resource.IsEmpty ? name : $"{name} on resource: {resource}";
        var message = $"{who}not authorized to perform: {what}{Reason(reason, name)}";
        return new() { Start = start, End = start + Math.Max(end, Math.Max(endOfResource, endOfReason)), Message = message, IsSentence = true };
    }

    /// <summary>Where the lines begin that lead to the one at <paramref name="line"/>: those of the caller, the service and the action.</summary>
    internal static int StartOf(string text, int line)
    {
        var start = line;
        while (start > 0)
        {
            var before = text.AsSpan(0, start - 1).LastIndexOf('\n') + 1;
            var words = text[before..(start - 1)].TrimStart();
            if (!Array.Exists(s_leading, name => words.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            {
                break;
            }

            start = before;
        }

        return start;
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
        var at = LineOf(box, name);
        if (at < 0)
        {
            return default;
        }

        var value = box[(at + name.Length)..];
        var line = value.IndexOf('\n') is >= 0 and var stop ? stop : value.Length;
        end = at + name.Length + line;
        return value[..line].Trim();
    }

    private static int LineOf(ReadOnlySpan<char> box, string name)
    {
        for (var at = 0; at < box.Length; at = box[at..].IndexOf('\n') is >= 0 and var end ? at + end + 1 : box.Length)
        {
            var line = box[at..];
            var indent = line.Length - line.TrimStart(" \t").Length;
            if (line[indent..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return at + indent;
            }
        }

        return -1;
    }
}
