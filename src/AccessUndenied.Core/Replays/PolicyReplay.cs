using System.Runtime.CompilerServices;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Repetitions;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>Replays calls: from a record to its requests, to the policies before and after, to what differs.</summary>
internal sealed class PolicyReplay : IReplay
{
    // Enough to keep every core busy while the next ones are read, little enough to keep memory flat.
    private const int CallsAtOnce = 1024;

    private readonly IRequestResolver _resolver;
    private readonly IPolicySource _source;
    private readonly IConditionKeyRegistry _keys;
    private readonly ISimulator _simulator;
    private readonly IChangeTargets? _targets;
    private readonly IPolicyHistory? _history;
    private readonly IRepetition? _repetition;

    public PolicyReplay(
        IRequestResolver resolver,
        IPolicySource source,
        IConditionKeyRegistry keys,
        ISimulator simulator,
        IChangeTargets? targets = null,
        IPolicyHistory? history = null,
        IRepetition? repetition = null)
    {
        _history = history;
        _repetition = repetition;
        _resolver = resolver;
        _source = source;
        _keys = keys;
        _simulator = simulator;
        _targets = targets;
    }

    public IAsyncEnumerable<ReplayedCall> ReplayAsync(IAsyncEnumerable<RecordedCall> calls, ReplayOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(options);
        ReplayOptions.Validate(options);
        var changes = options.Changes.Select(Checked).ToList();
        return ReplayAsync(calls, changes.Count == 0 ? null : new ProposedPolicies(changes), options, cancellationToken);
    }

    private ProposedChange Checked(ProposedChange change)
    {
        if ((ChangeRules.Refuse(change) ?? _targets?.Refuse(change)) is { } why)
        {
            throw new ChangeFormatException(change.Origin is { } origin ? $"{origin}: {why}" : why);
        }

        if (change is not { Adds: true, Document: null })
        {
            return change;
        }

        return _targets?.FindDocument(change) is { } document
            ? change.With(document)
            : throw new ChangeFormatException($"{(change.Origin is { } place ? place + ": " : "")}{ChangeMessages.NoDocumentToAttach(change.PolicyArn ?? change.PolicyName)}");
    }

    private async IAsyncEnumerable<ReplayedCall> ReplayAsync(
        IAsyncEnumerable<RecordedCall> calls, ProposedPolicies? proposed, ReplayOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var work = new CallReplay(_resolver, _source, _keys, _simulator, proposed, _history, _repetition) { KeepsRequests = options.KeepsRequests };
        if (options.AnswersAtOnce)
        {
            await foreach (var call in calls.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                yield return await work.ReplayAsync(call, cancellationToken).ConfigureAwait(false);
            }

            yield break;
        }

        var batches = InBatches(calls, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var closes = batches.ConfigureAwait(false);
        Task<ReplayedCall[]>? running = null;
        while (true)
        {
            // The next calls are read while these are decided.
            var isMore = await batches.MoveNextAsync().ConfigureAwait(false);
            var done = running is null ? [] : await running.ConfigureAwait(false);
            running = isMore ? ReplayAsync(work, batches.Current, options.MaxConcurrency, cancellationToken) : null;
            foreach (var call in done)
            {
                yield return call;
            }

            if (!isMore)
            {
                break;
            }
        }
    }

    private static Task<ReplayedCall[]> ReplayAsync(CallReplay work, List<RecordedCall> calls, int concurrency, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var results = new ReplayedCall[calls.Count];
            var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = concurrency };
            await Parallel.ForAsync(0, calls.Count, parallel, async (index, token) => results[index] = await work.ReplayAsync(calls[index], token).ConfigureAwait(false))
                .ConfigureAwait(false);
            return results;
        },
        cancellationToken);

    private static async IAsyncEnumerable<List<RecordedCall>> InBatches(IAsyncEnumerable<RecordedCall> calls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<RecordedCall>(CallsAtOnce);
        await foreach (var call in calls.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(call);
            if (batch.Count == CallsAtOnce)
            {
                yield return batch;
                batch = new(CallsAtOnce);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
