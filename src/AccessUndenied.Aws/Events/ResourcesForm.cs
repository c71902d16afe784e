using System.Text.Json;
using static AccessUndenied.Aws.Events.RecordMember;

namespace AccessUndenied.Aws.Events;

/// <summary>Reads <c>resources</c>: a list of objects, and what other tools make of it: a single object, ARNs, or a text that holds them.</summary>
internal static class ResourcesForm
{
    private const int MostResources = 1_000;

    private static readonly MemberTable<ResourceDraft> s_resource = new(
        "resources[]",
        ofCaller: false,
        Text<ResourceDraft>("ARN", (resource, text) => resource.Arn = text),
        Text<ResourceDraft>("arn", (resource, text) => resource.ArnInSmallLetters = text),
        Text<ResourceDraft>("ARNPrefix", (resource, text) => resource.ArnPrefix = text),
        Account<ResourceDraft>("accountId", (resource, account) => resource.AccountId = account),
        Text<ResourceDraft>("type", (resource, text) => resource.Type = text));

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
        if (FieldReader.JsonIn(ref reader) is { } json)
        {
            var inner = new Utf8JsonReader(json.Span);
            inner.Read();
            return inner.TokenType == JsonTokenType.StartArray || inner.TokenType == JsonTokenType.StartObject ? Read(ref inner, problems) : null;
        }

        var arns = FieldReader.Lossy(ref reader).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. arns.Where(IsArn).Take(MostResources).Select(arn => new CloudTrailResource { Arn = arn })];
    }

    private static void Add(List<CloudTrailResource> resources, ref Utf8JsonReader reader, FieldProblems problems)
    {
        if (reader.TokenType == JsonTokenType.String && FieldReader.Lossy(ref reader) is var text && IsArn(text))
        {
            resources.Add(new() { Arn = text });
            return;
        }

        var resource = new ResourceDraft();
        if (s_resource.TryRead(ref reader, resource, problems))
        {
            resources.Add(resource.ToResource());
        }
    }

    private static bool IsArn(string text) => text.StartsWith("arn:", StringComparison.Ordinal);
}
