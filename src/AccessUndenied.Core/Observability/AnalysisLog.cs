using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Text;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Observability;

/// <summary>What the analyzer logs; the ids never change their meaning.</summary>
/// <remarks>
/// Names, addresses and texts of policies are logged at Debug alone. Whatever comes from a record or a policy is escaped, so that it stays on
/// its line and cannot pass for another entry.
/// </remarks>
internal static partial class AnalysisLog
{
    public static void EventExplained(this ILogger logger, string eventId, string assessment)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.LogEventExplained(Shown(eventId), assessment);
        }
    }

    public static void EventUnusable(this ILogger logger, string eventId)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.LogEventUnusable(Shown(eventId));
        }
    }

    public static void EventProblem(this ILogger logger, string eventId, string problem)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.LogEventProblem(Shown(eventId), Shown(problem));
        }
    }

    public static void RequestResolved(this ILogger logger, string eventId, Principal principal, string action, ResourceId resource)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.LogRequestResolved(Shown(eventId), Shown(principal.ToString()), Shown(action), Shown(resource.ToString()));
        }
    }

    public static void Simulated(this ILogger logger, string eventId, Decision decision, PolicyLayer? layer)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.LogSimulated(Shown(eventId), decision, layer);
        }
    }

    public static void Planned(this ILogger logger, string eventId, int causes, int remediations)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.LogPlanned(Shown(eventId), causes, remediations);
        }
    }

    /// <summary>Logs what could not be read: how much of it, and at Debug what and why.</summary>
    public static void Unread(this ILogger logger, string eventId, IReadOnlyList<UnavailableEvidence> unavailable)
    {
        if (unavailable.Count == 0)
        {
            return;
        }

        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.LogPoliciesUnavailable(Shown(eventId), unavailable.Count);
        }

        if (logger.IsEnabled(LogLevel.Debug))
        {
            foreach (var (_, what, why) in unavailable)
            {
                logger.LogPolicyUnavailable(Shown(eventId), Shown(what), Shown(why));
            }
        }
    }

    private static string Shown(string text) => VisibleText.Of(text);

    [LoggerMessage(EventId = 1001, EventName = "EventExplained", Level = LogLevel.Information, Message = "Event {EventId} is explained: {Assessment}", SkipEnabledCheck = true)]
    private static partial void LogEventExplained(this ILogger logger, string eventId, string assessment);

    [LoggerMessage(EventId = 1002, EventName = "EventUnusable", Level = LogLevel.Information, Message = "Event {EventId} cannot be analyzed; its result says why", SkipEnabledCheck = true)]
    private static partial void LogEventUnusable(this ILogger logger, string eventId);

    [LoggerMessage(EventId = 1003, EventName = "EventProblem", Level = LogLevel.Debug, Message = "Event {EventId} cannot be analyzed: {Problem}", SkipEnabledCheck = true)]
    private static partial void LogEventProblem(this ILogger logger, string eventId, string problem);

    [LoggerMessage(EventId = 1004, EventName = "RequestResolved", Level = LogLevel.Debug, Message = "Event {EventId} is a request of {Principal} for {Action} on {Resource}", SkipEnabledCheck = true)]
    private static partial void LogRequestResolved(this ILogger logger, string eventId, string principal, string action, string resource);

    [LoggerMessage(EventId = 1005, EventName = "PoliciesUnavailable", Level = LogLevel.Information,
        Message = "Event {EventId}: {Count} of what has a say could not be read, so the conclusion is incomplete", SkipEnabledCheck = true)]
    private static partial void LogPoliciesUnavailable(this ILogger logger, string eventId, int count);

    [LoggerMessage(EventId = 1006, EventName = "PolicyUnavailable", Level = LogLevel.Debug, Message = "Event {EventId}: {What} could not be read: {Why}", SkipEnabledCheck = true)]
    private static partial void LogPolicyUnavailable(this ILogger logger, string eventId, string what, string why);

    [LoggerMessage(EventId = 1007, EventName = "Simulated", Level = LogLevel.Debug, Message = "Event {EventId}: the simulator says {Decision}, decided by {Layer}", SkipEnabledCheck = true)]
    private static partial void LogSimulated(this ILogger logger, string eventId, Decision decision, PolicyLayer? layer);

    [LoggerMessage(EventId = 1008, EventName = "Planned", Level = LogLevel.Debug, Message = "Event {EventId}: {Causes} causes, {Remediations} remediations", SkipEnabledCheck = true)]
    private static partial void LogPlanned(this ILogger logger, string eventId, int causes, int remediations);
}
