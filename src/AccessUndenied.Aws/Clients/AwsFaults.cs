using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;

namespace AccessUndenied.Aws.Clients;

/// <summary>Tells faults apart by what the services answer.</summary>
/// <remarks>Source: the services' API references, "Common errors".</remarks>
internal static class AwsFaults
{
    private static readonly FrozenSet<string> s_denied = new[]
    {
        "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "AuthorizationErrorException", "UnauthorizedException",
        "NotAuthorized", "AllAccessDisabled", "UnauthorizedAccess", "OptInRequired", "Forbidden",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_expired = new[]
    {
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired", "InvalidClientTokenId", "InvalidAccessKeyId", "InvalidToken",
        "UnrecognizedClientException", "SignatureDoesNotMatch", "InvalidSignatureException", "AuthFailure", "IncompleteSignature", "MissingAuthenticationToken",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Good credentials in a Region that is not enabled for the account.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html, https://repost.aws/knowledge-center/iam-validate-access-credentials
    private static readonly FrozenSet<string> s_ofTheRegion =
        new[] { "InvalidClientTokenId", "UnrecognizedClientException", "AuthFailure", "InvalidToken", "InvalidAccessKeyId" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_throttled = new[]
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled", "TooManyRequestsException",
        "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException",
        "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException", "TooManyRequests",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a Region that is not enabled for the account answers with <paramref name="code"/>, too.</summary>
    public static bool MayBeOfTheRegion(string? code) => code is not null && s_ofTheRegion.Contains(code);

    /// <summary>Whether the service only asks for patience.</summary>
    public static bool IsThrottling(Exception exception) =>
        exception is AmazonServiceException service &&
        (service.StatusCode == HttpStatusCode.TooManyRequests || (service.ErrorCode is { } code && s_throttled.Contains(code)));

    /// <summary>What <paramref name="exception"/> is about; null when it is no fault of the call.</summary>
    public static AwsFault? Of(Exception exception) => exception switch
    {
        AmazonUnmarshallingException => AwsFault.Unreachable,
        AmazonServiceException service => OfService(service),
        AmazonClientException client => IsAboutCredentials(client) ? AwsFault.NoCredentials : AwsFault.Unreachable,
        HttpRequestException or IOException or XmlException or JsonException or TimeoutException or BadAnswerException => AwsFault.Unreachable,

        // The SDK's own time limit, when it is not the caller who gave up.
        OperationCanceledException => AwsFault.Unreachable,

        // Credentials that have to be had again while the work goes on: a file with a token that is gone, a command that fails.
        ProcessAWSCredentialException => AwsFault.NoCredentials,
        InvalidOperationException and not ObjectDisposedException => AwsFault.NoCredentials,

        // An AWS_ENDPOINT_URL that is set and empty: the SDK takes it for an address.
        ArgumentException => AwsFault.Unreachable,
        _ => null,
    };

    private static AwsFault OfService(AmazonServiceException exception)
    {
        var code = exception.ErrorCode ?? "";
        if (s_denied.Contains(code))
        {
            return AwsFault.Denied;
        }

        if (s_expired.Contains(code))
        {
            return AwsFault.Expired;
        }

        if (IsNotFound(code) && !(code == nameof(HttpStatusCode.NotFound) && IsOfNoService(exception)))
        {
            return AwsFault.NotFound;
        }

        return exception.StatusCode switch
        {
            HttpStatusCode.Forbidden => AwsFault.Denied,
            HttpStatusCode.NotFound => IsOfNoService(exception) ? AwsFault.Unreachable : AwsFault.NotFound,
            HttpStatusCode.TooManyRequests => AwsFault.Unreachable,
            >= HttpStatusCode.InternalServerError or default(HttpStatusCode) => AwsFault.Unreachable,
            _ => IsThrottling(exception) ? AwsFault.Unreachable : AwsFault.Refused,
        };
    }

    // AWS gives every answer an id: what has neither a code nor that comes from a proxy, or from a server that is none of AWS.
    private static bool IsOfNoService(AmazonServiceException exception) =>
        exception is { StatusCode: HttpStatusCode.NotFound, ErrorCode: null or "" or nameof(HttpStatusCode.NotFound) } && string.IsNullOrEmpty(exception.RequestId);

    private static bool IsNotFound(string code) =>
        code.StartsWith("NoSuch", StringComparison.Ordinal) || code.Contains("NotFound", StringComparison.Ordinal) || code.Contains("NonExistent", StringComparison.Ordinal)
        || code is "QueueDoesNotExist" or "AWS.SimpleQueueService.NonExistentQueue";

    // The SDK has no type for it; these are the names of the exceptions and parts that its credential chain speaks of.
    private static bool IsAboutCredentials(AmazonClientException exception) =>
        exception is AmazonClientException && exception.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase);
}
