using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Cli.Commands;

/// <summary>The events that <c>--event-id</c> asks for.</summary>
internal sealed class PickedEvents
{
    private readonly HashSet<string> _wanted;
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="ids">The ids; empty for every event.</param>
    public PickedEvents(IEnumerable<string> ids) => _wanted = new(ids.Select(id => id.Trim()), StringComparer.OrdinalIgnoreCase);

    /// <summary>The ids that no denied event has, so far.</summary>
    public IEnumerable<string> Missing => _wanted.Where(id => !_found.Contains(id));

    /// <summary>The wanted ones of <paramref name="events"/>.</summary>
    public async IAsyncEnumerable<CloudTrailEvent> OfAsync(IAsyncEnumerable<CloudTrailEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var one in events.WithCancellation(cancellationToken))
        {
            if (_wanted.Count == 0)
            {
                yield return one;
            }
            else if (_wanted.Contains(one.Id))
            {
                _found.Add(one.Id);
                yield return one;
            }
        }
    }
}
