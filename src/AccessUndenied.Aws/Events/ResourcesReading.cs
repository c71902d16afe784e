using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Reads <c>resources</c>: a list of objects, and what other tools make of it: a single object, ARNs, or a text that holds them.</summary>
internal static class ResourcesReading
{
    private const int MostResources = 1_000;

    private static readonly byte[][] s_resource =
        ["ARN"u8.ToArray(), "arn"u8.ToArray(), "ARNPrefix"u8.ToArray(), "accountId"u8.ToArray(), "type"u8.ToArray()];

    internal static List<CloudTrailResource>? Read(ref Utf8JsonReader reader, FieldProblems problems)
    {
        var resources = new List<CloudTrailResource>();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Add(resources, ref reader, problems);
                }

                return resources;
            case JsonTokenType.StartObject:
                problems.WrongType(ref reader, "resources", "an array");
                Add(resources, ref reader, problems);
                return resources;
            case JsonTokenType.String:
                problems.Note("resources", EventMessages.TextInPlace);
                return OfText(ref reader, problems);
            default:
                problems.WrongType(ref reader, "resources", "an array");
                reader.Skip();
                return null;
        }
    }

    private static List<CloudTrailResource>? OfText(ref Utf8JsonReader reader, FieldProblems problems)
    {
        if (FieldReading.JsonIn(ref reader) is { } json)
        {
            var inner = new Utf8JsonReader(json.Span);
            inner.Read();
            return inner.TokenType == JsonTokenType.StartArray || inner.TokenType == JsonTokenType.StartObject ? Read(ref inner, problems) : null;
        }

        var arns = FieldReading.Lossy(ref reader).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. arns.Where(IsArn).Take(MostResources).Select(arn => new CloudTrailResource { Arn = arn })];
    }

    private static void Add(List<CloudTrailResource> resources, ref Utf8JsonReader reader, FieldProblems problems)
    {
        if (reader.TokenType == JsonTokenType.String && FieldReading.Lossy(ref reader) is var text && IsArn(text))
        {
            resources.Add(new() { Arn = text });
            return;
        }

        if (!FieldReading.BeginObject(ref reader, "resources[]", problems))
        {
            return;
        }

        var texts = new string?[s_resource.Length];
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, s_resource, ref seen, problems);
            reader.Read();
            if (member < 0)
            {
                reader.Skip();
                continue;
            }

            texts[member] = member == 3
                ? FieldReading.Account(ref reader, "resources[]", s_resource[member], problems)
                : FieldReading.Text(ref reader, "resources[]", s_resource[member], problems);
        }

        resources.Add(new CloudTrailResource { Arn = texts[0] ?? texts[1], ArnPrefix = texts[2], AccountId = texts[3], Type = texts[4] });
    }

    private static bool IsArn(string text) => text.StartsWith("arn:", StringComparison.Ordinal);
}
