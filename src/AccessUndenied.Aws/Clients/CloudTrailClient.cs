using System.Text.Json;

namespace AccessUndenied.Aws.Clients;

/// <summary>Looks events up.</summary>
/// <remarks>Source: CloudTrail API Reference, <c>LookupEvents</c>: two calls a second for each account and region, times in seconds.</remarks>
internal sealed class CloudTrailClient : AwsServiceClient
{
    private const int PageSize = 50;

    // The SDK would try again at once, which makes two calls of one.
    public CloudTrailClient(AccountAccess access, string region)
        : base(access, AwsService.CloudTrail, region, access.Settings with { MaxErrorRetry = 0 })
    {
    }

    /// <summary>Whether the run's time is over.</summary>
    public bool IsOver => Access.IsOver;

    /// <summary>What keeps the calls apart; null for nothing.</summary>
    internal CallPace? Pace { get; init; }

    public Task<JsonElement> LookupEventsAsync(DateTimeOffset start, DateTimeOffset end, string? nextToken, CancellationToken cancellationToken) =>
        JsonAsync(
            "LookupEvents",
            writer =>
            {
                writer.WriteNumber("StartTime", start.ToUnixTimeSeconds());
                writer.WriteNumber("EndTime", end.ToUnixTimeSeconds());
                writer.WriteNumber("MaxResults", PageSize);
                if (nextToken is not null)
                {
                    writer.WriteString("NextToken", nextToken);
                }
            },
            RequireEvents,
            cancellationToken);

    private static void RequireEvents(JsonElement answer)
    {
        if (answer.Member("Events").ValueKind != JsonValueKind.Array)
        {
            throw new BadAnswerException("Events");
        }
    }

    protected override Task WaitForTurnAsync(CancellationToken cancellationToken) =>
        Pace?.WaitAsync(cancellationToken) ?? Task.CompletedTask;
}
