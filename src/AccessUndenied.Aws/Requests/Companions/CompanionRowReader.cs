using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>Reads one row of the companions' table.</summary>
internal static class CompanionRowReader
{
    private static readonly string[] s_kinds = ["same", "any", "role", "profile", "key", "source", "object", "image", "arn", "open", "tagged", "name", "secret"];

    /// <exception cref="InvalidDataException">The row has another shape.</exception>
    internal static CompanionRow Read(string[] words, string page)
    {
        if (words.Length < 3 || !words[1].Contains(':', StringComparison.Ordinal) || page.Length == 0)
        {
            throw Fault(words);
        }

        var triggers = words[0] == "-" ? [] : Array.ConvertAll(words[0].Split(','), CompanionTrigger.Parse);
        var isPossible = words[1][0] == '?';
        var colon = words[2].IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? words[2] : words[2][..colon];
        if (Array.IndexOf(s_kinds, kind) < 0)
        {
            throw Fault(words);
        }

        // Where the resource is named without its parameter, it is the one that triggers.
        var argument = colon >= 0 ? words[2][(colon + 1)..] : kind is "role" or "profile" or "object" or "image" && triggers.Length > 0 ? triggers[0].Path : "";
        var row = new CompanionRow(triggers, isPossible ? words[1][1..] : words[1], new(kind, argument))
        {
            Need = isPossible ? RequestNeed.Possible : RequestNeed.Needed,
            Page = page,
        };
        foreach (var word in words.AsSpan(3))
        {
            row = With(row, word) ?? throw Fault(words);
        }

        return row.Because is not null && CompanionMessages.Circumstance(row.Because) is null ? throw Fault(words) : row;
    }

    private static CompanionRow? With(CompanionRow row, string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return null;
        }

        var (name, value) = (word[..equals], word[(equals + 1)..]);
        return name switch
        {
            "to" => row with { Context = [.. row.Context, new("iam:PassedToService", value)] },
            "via" => row with { Via = value },
            "by" => row with { MadeBy = value },
            "because" => row with { Because = value },
            _ when name.Contains(':', StringComparison.Ordinal) => row with { Context = [.. row.Context, new(name, value)] },
            _ => null,
        };
    }

    private static InvalidDataException Fault(string[] words) => new($"companions.txt: '{string.Join(' ', words)}' is no row: triggers, action, resource, and then name=value.");
}
