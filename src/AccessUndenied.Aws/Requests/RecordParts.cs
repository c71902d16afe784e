using System.Text.Json;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Requests;

/// <summary>The large parts of a record, which are parsed only now and may turn out to be nested too deeply.</summary>
internal static class RecordParts
{
    internal static ParameterReader Parameters(CloudTrailEvent record) => new(Read(record, static r => r.RequestParameters));

    internal static JsonElement? ResponseElements(CloudTrailEvent record) => Read(record, static r => r.ResponseElements);

    internal static JsonElement? AdditionalEventData(CloudTrailEvent record) => Read(record, static r => r.AdditionalEventData);

    internal static JsonElement? EventContext(CloudTrailEvent record) => Read(record, static r => r.EventContext);

    private static JsonElement? Read(CloudTrailEvent record, Func<CloudTrailEvent, JsonElement?> part)
    {
        try
        {
            return part(record);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
