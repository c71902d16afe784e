using System.Globalization;
using AccessUndenied.Aws.Clients;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>The calls about one queue.</summary>
internal sealed class QueueCalls(AwsConnection connection, QueueLocation queue)
{
    // Source: SQS API Reference, "ReceiveMessage", MaxNumberOfMessages and WaitTimeSeconds, and the batches' "up to ten".
    private const int MostAtOnce = 10;
    private const int LongestWait = 20;

    /// <summary>How long a message that was received is kept from others, until that is extended.</summary>
    public static readonly TimeSpan Visibility = TimeSpan.FromMinutes(2);

    /// <summary>Waits for messages as long as the service allows; none came where there are none.</summary>
    /// <exception cref="AwsAccessException">It cannot be received from.</exception>
    public async Task<IReadOnlyList<Message>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var wait = Math.Min(LongestWait, (int)(connection.Options.TryTimeout.TotalSeconds / 2));
        var asked = new ReceiveMessageRequest
        {
            QueueUrl = queue.Url, MaxNumberOfMessages = MostAtOnce, WaitTimeSeconds = wait, VisibilityTimeout = (int)Visibility.TotalSeconds,
            MessageSystemAttributeNames = [MessageSystemAttributeName.ApproximateReceiveCount],
        };
        var answer = await RunAsync("sqs:ReceiveMessage", (sqs, ended) => sqs.ReceiveMessageAsync(asked, ended), cancellationToken).ConfigureAwait(false);
        return answer.Messages ?? [];
    }

    /// <summary>Deletes messages; gives those that are not.</summary>
    /// <exception cref="AwsAccessException">None of them can be deleted.</exception>
    public async Task<IReadOnlyList<CloudTrailMessage>> DeleteAsync(IReadOnlyCollection<CloudTrailMessage> messages, CancellationToken cancellationToken)
    {
        var kept = new List<CloudTrailMessage>();
        foreach (var some in messages.Chunk(MostAtOnce))
        {
            var asked = new DeleteMessageBatchRequest(queue.Url, [.. some.Select((one, at) => new DeleteMessageBatchRequestEntry(Number(at), one.Receipt))]);
            var answer = await RunAsync("sqs:DeleteMessage", (sqs, ended) => sqs.DeleteMessageBatchAsync(asked, ended), cancellationToken).ConfigureAwait(false);
            var deleted = (answer.Successful ?? []).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
            kept.AddRange(some.Where((_, at) => !deleted.Contains(Number(at))));
        }

        return kept;
    }

    /// <summary>Keeps messages from others for so long from now on; one that is not in flight any more is passed over.</summary>
    /// <exception cref="AwsAccessException">It cannot be asked for.</exception>
    public async Task KeepAsync(IReadOnlyCollection<CloudTrailMessage> messages, TimeSpan time, CancellationToken cancellationToken)
    {
        foreach (var some in messages.Chunk(MostAtOnce))
        {
            var asked = new ChangeMessageVisibilityBatchRequest(
                queue.Url, [.. some.Select((one, at) => new ChangeMessageVisibilityBatchRequestEntry(Number(at), one.Receipt) { VisibilityTimeout = (int)time.TotalSeconds })]);
            await RunAsync("sqs:ChangeMessageVisibility", (sqs, ended) => sqs.ChangeMessageVisibilityBatchAsync(asked, ended), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> RunAsync<T>(string permission, Func<IAmazonSQS, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            var access = await connection.ForUnnamedAsync(cancellationToken).ConfigureAwait(false);
            return await access.RunAsync(
                permission,
                async token =>
                {
                    using var limited = CancellationTokenSource.CreateLinkedTokenSource(token);
                    limited.CancelAfter(connection.Options.TryTimeout);
                    return await call(access.Sqs(queue.Region), limited.Token).ConfigureAwait(false);
                },
                cancellationToken,
                isVital: true).ConfigureAwait(false);
        }
        catch (AwsCallException exception)
        {
            throw new AwsAccessException(QueueSentences.CannotCall(queue, exception), exception);
        }
    }

    private static string Number(int at) => at.ToString(CultureInfo.InvariantCulture);
}
