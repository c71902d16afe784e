using System.Globalization;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>Every sentence about queues that a user can be shown.</summary>
internal static class QueueSentences
{
    public const string NoObject = "it tells of a new object, and does not name its bucket and key as AWS does";

    public static string NotAQueue(string text) =>
        $"'{VisibleText.Of(text)}' names no queue; it has the form sqs://sqs.eu-west-1.amazonaws.com/111111111111/name, which is the queue's URL without https://";

    public static string OtherBucket(string bucket) => $"it names the bucket {VisibleText.Of(bucket)}, which is not one of those that may be read";

    public static string BrokeOff(string name) => $"{name}: the reading broke off";

    public static string DeliveredBefore(int count) => string.Create(
        CultureInfo.InvariantCulture, $"the queue's message was delivered {count} times, so a run that was stopped may have given this result before");

    public static string CannotCall(QueueLocation queue, AwsCallException fault) => fault.Fault switch
    {
        AwsFault.Denied => $"{queue}: the credentials do not allow {fault.MissingPermission} on {queue.Arn}; allow it{Says(fault)}",
        AwsFault.NotFound => $"{queue}: there is no such queue{Says(fault)}; check its URL and region, and the account in it",
        _ => $"{queue}: {fault.Message}",
    };

    private static string Says(AwsCallException fault) => fault.InnerException?.Message is { Length: > 0 } text ? $" (AWS says: {VisibleText.Of(AwsWords.Of(text)).TrimEnd('.')})" : "";
}
