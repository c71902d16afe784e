namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>Another attempt has the event at this moment. Lambda tries again a minute later, when that one has published it or is over.</summary>
public sealed class EventHeldException : Exception
{
    /// <summary>The exception for <paramref name="eventId"/>.</summary>
    public EventHeldException(string eventId)
        : base($"Another attempt explains the event '{eventId}' at this moment; it is tried again later.")
    {
    }
}
