using System.Globalization;
using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Events;

namespace AccessUndenied.Aws.Requests;

/// <summary>Makes of a row of the table what is said of one record, with the names that its request gives.</summary>
internal static class RefusalReader
{
    // What a record names is shown as far as a reader can take it in; every writer escapes it.
    private const int LongestName = 200;

    /// <summary>What refused <paramref name="record"/> where that is no policy; null where it may be one.</summary>
    public static ServiceRefusal? Of(CloudTrailEvent record, string? text) =>
        RefusalTable.Find(record.ErrorCode, text, record.Service, record.Operation, row => IsMeant(row, record, text)) is not { } row ? null : new()
        {
            Id = row.Id,
            Reason = Filled(row.Reason, row, record, text),
            Advice = Filled(row.Advice, row, record, text),
            Page = row.Page,
            IsCertain = row.IsCertain,
        };

    public static ServiceRefusal NoPermissionNeeded(string action) => new()
    {
        Id = "no-permission-needed",
        Reason = RequestMessages.NoPermissionNeeded(action),
        Advice = RequestMessages.NoPermissionNeededAdvice,
        Page = $"https://docs.aws.amazon.com/STS/latest/APIReference/API_{action["sts:".Length..]}.html",
    };

    private static bool IsMeant(RefusalRow row, CloudTrailEvent record, string? text) => row.Where.All(item =>
        Find(item.Key, row, record, text) is { } value && value == (item.Value == "{account}" ? record.Identity?.AccountId ?? record.RecipientAccountId : item.Value));

    private static string Filled(string sentence, RefusalRow row, CloudTrailEvent record, string? text)
    {
        if (!sentence.Contains('{', StringComparison.Ordinal))
        {
            return sentence;
        }

        var filled = new StringBuilder();
        var rest = sentence.AsSpan();
        while (rest.IndexOf('{') is var start and >= 0)
        {
            var end = start + rest[start..].IndexOf('}');
            var value = ValueOf(rest[(start + 1)..end].ToString(), row, record, text);

            // A name that the record lacks leaves no gap.
            filled.Append(value.Length == 0 ? rest[..start].TrimEnd(' ') : rest[..start]).Append(value);
            rest = rest[(end + 1)..];
        }

        return filled.Append(rest).ToString();
    }

    private static string ValueOf(string place, RefusalRow row, CloudTrailEvent record, string? text)
    {
        var bar = place.IndexOf('|', StringComparison.Ordinal);
        foreach (var path in place[..bar].Split(','))
        {
            if (Find(path, row, record, text) is { Length: > 0 } found)
            {
                return found.Length > LongestName ? found[..LongestName] + "…" : found;
            }
        }

        return place[(bar + 1)..];
    }

    /// <summary>What a place of a row stands for: a name in the text, or a parameter by its path; null where the record has neither.</summary>
    /// <param name="path">The place.</param>
    /// <param name="row">The row that has it.</param>
    /// <param name="record">The record.</param>
    /// <param name="text">Its error text.</param>
    /// <param name="nth">Of which of several items on the way, where the path goes through lists without saying so.</param>
    internal static string? Find(string path, RefusalRow row, CloudTrailEvent record, string? text, int nth = 0)
    {
        if (row.Takes.FirstOrDefault(take => take.Name == path) is { } take)
        {
            return take.In(text);
        }

        if (path == "awsRegion")
        {
            return record.AwsRegion;
        }

        var at = RecordParts.Parameters(record).Element;
        if (path.IndexOf('#', StringComparison.Ordinal) is var hash and > 0)
        {
            return ValueOfKey(Member(at, path[..hash]), path[(hash + 1)..]);
        }

        return ParameterReader.TextOf(At(at, path.Split('.'), nth));
    }

    // The first list on the way that the path does not count through is gone through by nth; of the others the first item counts.
    private static JsonElement At(JsonElement at, string[] path, int nth)
    {
        var isChosen = false;
        foreach (var name in path)
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                at = index < at.GetArrayLength() ? at[index] : default;
                continue;
            }

            at = ParameterReader.Find(Item(at, nth, ref isChosen), name);
        }

        at = Item(at, nth, ref isChosen);
        return nth == 0 || isChosen ? at : default;
    }

    private static JsonElement Item(JsonElement at, int nth, ref bool isChosen)
    {
        if (at.ValueKind != JsonValueKind.Array)
        {
            return at;
        }

        var index = isChosen ? 0 : nth;
        isChosen = true;
        return index < at.GetArrayLength() ? at[index] : default;
    }

    private static JsonElement Member(JsonElement at, string path)
    {
        foreach (var name in path.Split('.'))
        {
            at = ParameterReader.Find(at, name);
        }

        return at;
    }

    // Lists of pairs, such as the attributes of a load balancer, and of JSON Patch, whose keys are paths.
    private static string? ValueOfKey(JsonElement list, string key)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var item in list.EnumerateArray())
        {
            if ((ParameterReader.TextOf(ParameterReader.Find(item, "key")) ?? ParameterReader.TextOf(ParameterReader.Find(item, "path"))) == key)
            {
                return ParameterReader.TextOf(ParameterReader.Find(item, "value"));
            }
        }

        return null;
    }
}
