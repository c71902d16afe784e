using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads what AWS recorded of a refusal, with the texts of the policies, as an entry of a snapshot.</summary>
/// <remarks>
/// Records are written soon after the refusal, and kept for a day or little more: a young one is asked for again a few times, an old one once, and one of
/// more than a week not at all (AID-07). Whoever is of the caller's organization may read it, so that where its account cannot be entered, the own one asks.
/// </remarks>
internal sealed class AuthorizationCollector
{
    private const int MostTries = 4;
    private const int MostPolicies = 256;
    private static readonly TimeSpan s_young = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_old = TimeSpan.FromDays(7);

    private readonly AwsConnection _connection;

    public AuthorizationCollector(AwsConnection connection) => _connection = connection;

    /// <summary>The entry for <paramref name="query"/>; one that says why where there is no record.</summary>
    public async Task<Fragment> CollectAsync(AuthorizationDetailsQuery query, CancellationToken cancellationToken)
    {
        try
        {
            if (WhyNotAsked(query) is { } why)
            {
                return Reason(query, why, isLasting: true, isLoss: false);
            }

            var access = await EnterAsync(query, cancellationToken).ConfigureAwait(false);
            await RefuseOtherPartitionAsync(query.Region!, cancellationToken).ConfigureAwait(false);
            var client = access.Client(static (entered, region) => new IamToolboxClient(entered, region), query.Region);
            var details = await ReadAsync(client, query, cancellationToken).ConfigureAwait(false);
            var (utf8, isLasting) = await WithPoliciesAsync(client, query.Id, details, cancellationToken).ConfigureAwait(false);
            return new(query.Id, utf8, query.AccountId, isLasting);
        }
        catch (AwsCallException exception)
        {
            var isAnswer = exception.Fault == AwsFault.NotFound || exception.Code == "ValidationException";
            return Reason(query, WhyOf(exception, query), !exception.IsPassing && exception.Fault != AwsFault.NotFound, !isAnswer && exception.InnerException is not null, exception.MissingPermission);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or JsonException)
        {
            // The escape of half a character, which is no text, in an answer.
            return Reason(query, RequestMessages.AuthorizationUnreadable(AwsWords.Of(exception.Message)), isLasting: false, isLoss: true);
        }
    }

    private static Fragment Reason(AuthorizationDetailsQuery query, string why, bool isLasting, bool isLoss, string? permission = null)
    {
        var entry = Entry(writer =>
        {
            writer.WriteString(AuthorizationEntry.Why, why);
            if (isLoss)
            {
                writer.WriteBoolean(AuthorizationEntry.IsLoss, true);
            }

            if (permission is not null)
            {
                writer.WriteString(AuthorizationEntry.Permission, permission);
            }
        });
        return new(query.Id, entry, query.AccountId, isLasting);
    }

    private string? WhyNotAsked(AuthorizationDetailsQuery query) =>
        query.Region is not { } region ? LiveMessages.RecordWithoutRegion
        : !KnownRegions.Has(region) ? LiveMessages.UnknownRegion(region)
        : AgeOf(query) is { } age && age > s_old ? LiveMessages.RecordTooOld(age) : null;

    private TimeSpan? AgeOf(AuthorizationDetailsQuery query) => query.Time is { } time ? _connection.Time.GetUtcNow() - time : null;

    private string WhyOf(AwsCallException exception, AuthorizationDetailsQuery query) => exception switch
    {
        { Fault: AwsFault.NotFound, Code: not null } => LiveMessages.NoRecord(query.Region!, AgeOf(query)),
        { Code: "ValidationException" } => LiveMessages.NoSuchId(AwsWords.Of(exception.InnerException?.Message ?? exception.Message)),
        _ => exception.Message,
    };

    private async Task<AccountAccess> EnterAsync(AuthorizationDetailsQuery query, CancellationToken cancellationToken)
    {
        if (query.AccountId is not { } account)
        {
            return await _connection.ForCallerAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await _connection.ForAccountAsync(account, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException)
        {
            return await _connection.ForCallerAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // What signs a request may be sent along with it, and belongs to one partition.
    private async Task RefuseOtherPartitionAsync(string region, CancellationToken cancellationToken)
    {
        var caller = await _connection.GetCallerAsync(cancellationToken).ConfigureAwait(false);
        if (Aws.Partitions.OfRegion(region) != caller.Partition)
        {
            throw new AwsCallException(AwsFault.Refused, null, LiveMessages.RecordInOtherPartition(region, caller.Arn), null);
        }
    }

    private async Task<List<JsonElement>> ReadAsync(IamToolboxClient client, AuthorizationDetailsQuery query, CancellationToken cancellationToken)
    {
        var tries = AgeOf(query) is { } age && age > s_young ? 1 : MostTries;
        for (var wait = _connection.Options.ThrottlingDelay * 4; ; wait *= 2)
        {
            try
            {
                var pages = new List<JsonElement>(1);
                await foreach (var page in client.GetRequestAuthorizationDetailsAsync(query.Id, cancellationToken).ConfigureAwait(false))
                {
                    pages.Add(page);
                }

                return pages;
            }
            catch (AwsCallException exception) when (exception.Fault == AwsFault.NotFound && --tries > 0)
            {
                await Task.Delay(wait, _connection.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<(byte[] Utf8, bool IsLasting)> WithPoliciesAsync(IamToolboxClient client, string id, List<JsonElement> pages, CancellationToken cancellationToken)
    {
        var texts = new List<(string Uri, JsonElement Document)>();
        string? why = null;
        string? permission = null;
        var isLasting = true;
        foreach (var uri in pages.SelectMany(AuthorizationDetailsRecord.UrisIn).Distinct(StringComparer.Ordinal).Take(MostPolicies))
        {
            try
            {
                var answer = await client.GetRequestAuthorizationPolicyAsync(id, uri, cancellationToken).ConfigureAwait(false);
                texts.Add((uri, AuthorizationDetailsRecord.DocumentIn(answer)!.Value));
            }
            catch (AwsCallException exception)
            {
                (why, permission, isLasting) = (exception.Message, exception.MissingPermission, isLasting && !exception.IsPassing);
                if (exception.Fault == AwsFault.Denied)
                {
                    // The same permission is asked for each of them.
                    break;
                }
            }
        }

        return (Entry(writer => Write(writer, pages, texts, why, permission)), isLasting);
    }

    private static void Write(Utf8JsonWriter writer, List<JsonElement> pages, List<(string Uri, JsonElement Document)> texts, string? why, string? permission)
    {
        writer.WritePropertyName(AuthorizationEntry.Details);
        writer.WriteStartObject();
        writer.WriteStartObject("requestContext");
        foreach (var member in pages.Select(page => page.Member("requestContext")).Where(keys => keys.ValueKind == JsonValueKind.Object)
            .SelectMany(keys => keys.EnumerateObject()).DistinctBy(member => member.Name, StringComparer.Ordinal))
        {
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
        foreach (var list in (ReadOnlySpan<string>)["evaluations", "policies"])
        {
            writer.WriteStartArray(list);
            foreach (var item in pages.SelectMany(page => page.Items(list)).DistinctBy(item => item.GetRawText(), StringComparer.Ordinal))
            {
                item.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartObject(AuthorizationEntry.Policies);
        foreach (var (uri, document) in texts)
        {
            writer.WritePropertyName(uri);
            document.WriteTo(writer);
        }

        writer.WriteEndObject();
        if (why is not null)
        {
            writer.WriteString(AuthorizationEntry.Why, why);
        }

        if (permission is not null)
        {
            writer.WriteString(AuthorizationEntry.Permission, permission);
        }
    }

    private static byte[] Entry(Action<Utf8JsonWriter> write) => CollectedJson.Of(writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    });
}
