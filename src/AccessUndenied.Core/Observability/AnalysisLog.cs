using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Observability;

/// <summary>What the analyzer logs; the ids never change their meaning.</summary>
/// <remarks>Names, addresses and texts of policies are logged at Debug alone.</remarks>
internal static partial class AnalysisLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Event {EventId} is explained: {Assessment}")]
    public static partial void EventExplained(this ILogger logger, string eventId, string assessment);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Event {EventId} cannot be analyzed; its result says why")]
    public static partial void EventUnusable(this ILogger logger, string eventId);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Debug, Message = "Event {EventId} cannot be analyzed: {Problem}")]
    public static partial void EventProblem(this ILogger logger, string eventId, string problem);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Debug, Message = "Event {EventId} is a request of {Principal} for {Action} on {Resource}")]
    public static partial void RequestResolved(this ILogger logger, string eventId, Principal principal, string action, ResourceId resource);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Information, Message = "Event {EventId}: {Count} of what has a say could not be read, so the conclusion is incomplete")]
    public static partial void PoliciesUnavailable(this ILogger logger, string eventId, int count);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Debug, Message = "Event {EventId}: {What} could not be read: {Why}")]
    public static partial void PolicyUnavailable(this ILogger logger, string eventId, string what, string why);

    [LoggerMessage(EventId = 1007, Level = LogLevel.Debug, Message = "Event {EventId}: the simulator says {Decision}, decided by {Layer}")]
    public static partial void Simulated(this ILogger logger, string eventId, Decision decision, PolicyLayer? layer);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Debug, Message = "Event {EventId}: {Causes} causes, {Remediations} remediations")]
    public static partial void Planned(this ILogger logger, string eventId, int causes, int remediations);

    /// <summary>Logs what could not be read: how much of it, and at Debug what and why.</summary>
    public static void Unread(this ILogger logger, string eventId, IReadOnlyList<UnavailableEvidence> unavailable)
    {
        if (unavailable.Count == 0)
        {
            return;
        }

        logger.PoliciesUnavailable(eventId, unavailable.Count);
        if (logger.IsEnabled(LogLevel.Debug))
        {
            foreach (var (_, what, why) in unavailable)
            {
                logger.PolicyUnavailable(eventId, what, why);
            }
        }
    }
}
