using AccessUndenied.Aws.Observability;
using AccessUndenied.Text;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Aws.Clients;

/// <summary>Watches calls to AWS: a span, a count and a line of log for each try.</summary>
internal static partial class ApiCalls
{
    private const string Ok = "ok";

    /// <summary>Makes one try of a call that needs <paramref name="permission"/>.</summary>
    public static async Task<T> RunAsync<T>(
        ILogger logger, string permission, string accountId, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var span = AwsInstruments.StartApiCall(permission);
        var outcome = Ok;
        try
        {
            return await call(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = OutcomeOf(exception, cancellationToken);
            logger.CallFailed(permission, VisibleText.Of(accountId), outcome);
            throw;
        }
        finally
        {
            AwsInstruments.EndApiCall(span, permission, outcome);
            logger.CallEnded(permission, VisibleText.Of(accountId), outcome);
        }
    }

    private static string OutcomeOf(Exception exception, CancellationToken cancellationToken) => AwsFaults.Of(exception) switch
    {
        _ when cancellationToken.IsCancellationRequested => "canceled",
        _ when AwsFaults.IsThrottling(exception) => "throttled",
        AwsFault.Denied => "denied",
        AwsFault.NotFound => "not_found",
        AwsFault.Expired => "expired",
        AwsFault.NoCredentials => "no_credentials",
        AwsFault.Unreachable => "unreachable",
        _ => "refused",
    };

    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "{Permission} in account {AccountId}: {Outcome}")]
    private static partial void CallEnded(this ILogger logger, string permission, string accountId, string outcome);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "{Permission} in account {AccountId} did not go well: {Outcome}")]
    private static partial void CallFailed(this ILogger logger, string permission, string accountId, string outcome);

    [LoggerMessage(EventId = 2003, EventName = "RoleAssumed", Level = LogLevel.Debug, Message = "{RoleArn} was assumed")]
    private static partial void LogRoleAssumed(this ILogger logger, string roleArn);

    /// <summary>Logs that a role was assumed, whose name an event may have given.</summary>
    public static void RoleAssumed(this ILogger logger, string roleArn) => logger.LogRoleAssumed(VisibleText.Of(roleArn));
}
