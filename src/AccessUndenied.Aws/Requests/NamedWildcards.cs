using System.Buffers;
using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests.Companions;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Tells wildcards that the caller put into a name from those with which AWS asks for what has no name yet.</summary>
/// <remarks>
/// Rule REQ-33. The resources of a record are found once more with other letters in the place of its wildcards: what then has another resource had the caller's.
/// </remarks>
internal sealed class NamedWildcards(ResourceFinder finder, RequestCompanions companions)
{
    private static readonly string[] s_written = ["*", "?", "%2A", "%3F", "%2a", "%3f"];

    /// <summary>The requests, of which those with a wildcard of the caller's say so.</summary>
    internal IReadOnlyList<AuthorizationRequest> Escape(IReadOnlyList<AuthorizationRequest> requests, ResourceSearch search, DenialHint hint, string? text, ActionCatalog catalog)
    {
        if (search.Record.Told is not null || !requests.Any(HasWildcard) || Without(search.Record) is not { } record)
        {
            return requests;
        }

        var plain = new ResourceSearch(record, search.Principal);
        var further = new Lazy<List<Companion>>(() => Further(plain, catalog));
        var rights = hint.Refusal is null ? [] : RefusedRights.Of(hint.Refusal, text is null ? null : Replaced(text), plain);
        return [.. requests.Select(request => HasWildcard(request) && !IsOfAws(request) ? request with { HasNamedWildcards = true } : request)];

        bool IsOfAws(AuthorizationRequest request) => request.IsOfRefusal
            ? rights.Exists(right => right.Action == request.Action && right.Resource.Value == request.Resource.Value)
            : (catalog.FindAction(request.Action) is { } action && finder.Find(action, plain).Exists(found => found.Id.Value == request.Resource.Value))
                || further.Value.Exists(one => one.Action == request.Action && one.Resource.Id.Value == request.Resource.Value);
    }

    private List<Companion> Further(ResourceSearch plain, ActionCatalog catalog)
    {
        var operation = catalog.FindOperation(plain.Record.Service, plain.Record.Operation);
        if (!operation.IsExact)
        {
            return [];
        }

        var actions = OperationIrregularities.Needed(operation.Actions, plain, catalog);
        return companions.Of(actions, plain, finder.Find(actions[0], plain));
    }

    private static bool HasWildcard(AuthorizationRequest request) => !request.Resource.IsAny && request.Resource.Value.AsSpan().ContainsAny('*', '?');

    // Null where there is none.
    private static CloudTrailEvent? Without(CloudTrailEvent record)
    {
        var parameters = RecordParts.Parameters(record);
        var hasAny = record.Resources.Any(resource => resource.Arn?.AsSpan().ContainsAny('*', '?') == true);
        var bytes = new ArrayBufferWriter<byte>();
        if (parameters.AreKnown)
        {
            using var writer = new Utf8JsonWriter(bytes);
            Write(writer, parameters.Element, ref hasAny);
        }

        return !hasAny ? null : record with
        {
            RequestParametersPart = parameters.AreKnown ? new JsonPart(bytes.WrittenMemory) : record.RequestParametersPart,
            Resources = [.. record.Resources.Select(resource => resource with { Arn = resource.Arn is { } arn ? Replaced(arn) : null })],
        };
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, ref bool hasAny)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    if (ParameterReader.NameOf(property) is { } name)
                    {
                        writer.WritePropertyName(name);
                        Write(writer, property.Value, ref hasAny);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, ref hasAny);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                var text = ParameterReader.StringOf(element) ?? "";
                var plain = Replaced(text);
                hasAny |= plain != text;
                writer.WriteStringValue(plain);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static string Replaced(string text)
    {
        foreach (var wildcard in s_written)
        {
            text = text.Replace(wildcard, "x", StringComparison.Ordinal);
        }

        return text;
    }
}
