namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>Remembers which events were published, for all instances of the function.</summary>
public interface IDeliveryLedger
{
    /// <summary>Claims an event for an attempt.</summary>
    /// <param name="eventId">The event's id.</param>
    /// <param name="attemptId">The attempt's id; a further try with the same id takes up its own claim again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<EventClaim> ClaimAsync(string eventId, string attemptId, CancellationToken cancellationToken);

    /// <summary>Notes that a claimed event was published.</summary>
    Task CompleteAsync(string eventId, CancellationToken cancellationToken);
}
