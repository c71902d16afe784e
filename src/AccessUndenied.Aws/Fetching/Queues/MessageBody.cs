using System.Net;
using System.Text.Json;
using AccessUndenied.Aws.Fetching.Buckets;

namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>What the body of a message says: which objects are new, or the events themselves.</summary>
/// <remarks>
/// Shape: an S3 event notification, whose keys are URL-encoded; EventBridge's event of a new object, and CloudTrail's own notice of new log files, whose keys are not;
/// each as it is, or in the <c>Message</c> of an SNS notification, as deep as people nest them. Source: S3 User Guide,
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">"Event message structure"</see> and
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">"EventBridge event message structure"</see>, and CloudTrail User Guide,
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html">
/// "Configuring Amazon SNS notifications for CloudTrail"</see>. That EventBridge's keys are as they are is said by no page, and shown by their examples.
/// </remarks>
internal sealed class MessageBody
{
    private const int MostLevels = 8;

    private static readonly MessageBody s_own = new() { HoldsEvents = true };
    private static readonly MessageBody s_nothing = new();

    /// <summary>The objects; none where it is about something else, such as an object that was removed.</summary>
    public IReadOnlyList<NamedObject> Objects { get; private init; } = [];

    /// <summary>Whether the body itself is what is to be read.</summary>
    public bool HoldsEvents { get; private init; }

    /// <summary>Why it cannot be followed, in one sentence; null where it can.</summary>
    public string? Problem { get; private init; }

    public static MessageBody Of(string text) => Of(text, MostLevels);

    private static MessageBody Of(string text, int levels)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Of(json.RootElement, levels);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair is no text of .NET; what is none of ours is read like any other input.
            return s_own;
        }
    }

    private static MessageBody Of(JsonElement body, int levels)
    {
        if (levels > 0 && Inner(body) is { } inner)
        {
            return Of(inner, levels - 1);
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return s_own;
        }

        if (Text(body, "Event") == "s3:TestEvent")
        {
            return s_nothing;
        }

        if (body.TryGetProperty("Records", out var records) && IsNotification(records))
        {
            return Named(records.EnumerateArray().Where(IsCreated).Select(OfNotification));
        }

        // Its API calls come from S3 as well, and are events of CloudTrail.
        if (Text(body, "source") == "aws.s3" && Text(body, "detail-type") is { } kind && kind.StartsWith("Object ", StringComparison.Ordinal))
        {
            return kind == "Object Created" ? Named([Member(body, "detail") is { } detail ? Of(detail, isEncoded: false) : null]) : s_nothing;
        }

        if (Text(body, "s3Bucket") is { } bucket && body.TryGetProperty("s3ObjectKey", out var keys))
        {
            return keys.ValueKind == JsonValueKind.Array
                ? Named(keys.EnumerateArray().Select(key => Checked(bucket, key.ValueKind == JsonValueKind.String ? key.GetString() : null)))
                : Named([Checked(bucket, Text(body, "s3ObjectKey"))]);
        }

        return s_own;
    }

    // A text of JSON in a text, or what a topic had published; a topic's records of CloudTrail are found by the reading of the body.
    private static string? Inner(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.String => body.GetString(),
        JsonValueKind.Object when Text(body, "Type") == "Notification" => Text(body, "Message"),
        _ => null,
    };

    // One that holds something else beside is read like any input, so that nothing of it is lost.
    private static bool IsNotification(JsonElement records) =>
        records.ValueKind == JsonValueKind.Array && records.GetArrayLength() > 0 && records.EnumerateArray().All(record => Text(record, "eventSource") == "aws:s3");

    // Source: S3 User Guide, "Supported event types": ObjectCreated:Put and the like.
    private static bool IsCreated(JsonElement record) => Text(record, "eventName") is { } name
        && (name.StartsWith("ObjectCreated:", StringComparison.Ordinal) || name.StartsWith("s3:ObjectCreated:", StringComparison.Ordinal));

    private static NamedObject? OfNotification(JsonElement record) => Member(record, "s3") is { } s3 ? Of(s3, isEncoded: true) : null;

    private static NamedObject? Of(JsonElement told, bool isEncoded)
    {
        var bucket = Member(told, "bucket") is { } named ? Text(named, "name") : null;
        var key = Member(told, "object") is { } found ? Text(found, "key") : null;
        return Checked(bucket, isEncoded ? WebUtility.UrlDecode(key) : key);
    }

    private static NamedObject? Checked(string? bucket, string? key) =>
        bucket is not null && S3Location.IsBucketName(bucket) && key is { Length: > 0 } ? new(bucket, key) : null;

    private static MessageBody Named(IEnumerable<NamedObject?> objects)
    {
        var named = objects.ToList();
        return named.Contains(null) ? new() { Problem = QueueSentences.NoObject } : new() { Objects = [.. named.Select(one => one!.Value)] };
    }

    private static JsonElement? Member(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement body, string name) => Member(body, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
