using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>Publishes to an SNS topic.</summary>
/// <remarks>Where AWSSDK.SimpleNotificationService is at hand, its <c>PublishAsync</c> does the same. Source: SNS API Reference, "Publish".</remarks>
public sealed class SnsTopic
{
    private const string Service = "sns";
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly string _topicArn;
    private readonly string _region;
    private readonly Uri _endpoint;
    private readonly HttpClient _http;
    private readonly AWSCredentials _credentials;
    private readonly TimeProvider _time;

    /// <summary>The topic <paramref name="topicArn"/>, whose ARN tells its region.</summary>
    /// <exception cref="ArgumentException"><paramref name="topicArn"/> is no ARN of a topic.</exception>
    public SnsTopic(string topicArn, HttpClient http, AWSCredentials credentials, string? endpoint, TimeProvider time)
    {
        _region = Aws.Arn.TryParse(topicArn, out var arn) && arn.Service is Service && !arn.Region.IsEmpty && !arn.Resource.Contains(':')
            ? arn.Region.ToString()
            : throw new ArgumentException($"'{topicArn}' is not the ARN of a topic.", nameof(topicArn));
        _topicArn = topicArn;
        _endpoint = new Uri(endpoint ?? $"https://{Service}.{_region}.{RegionEndpoint.GetBySystemName(_region).PartitionDnsSuffix}");
        _http = http;
        _credentials = credentials;
        _time = time;
    }

    /// <summary>Publishes a message.</summary>
    /// <exception cref="HttpRequestException">SNS refused it; the message says how.</exception>
    public async Task PublishAsync(string subject, string message, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "Publish", ["Version"] = "2010-03-31", ["TopicArn"] = _topicArn, ["Subject"] = subject, ["Message"] = message,
        };
        var body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
        using var request = await SignAsync(body);
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"SNS answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}", null, response.StatusCode);
        }
    }

    // Signature version 4 over all headers that matter, in the order of their names.
    private async Task<HttpRequestMessage> SignAsync(byte[] body)
    {
        var credentials = await _credentials.GetCredentialsAsync();
        var now = _time.GetUtcNow().UtcDateTime;
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = FormType,
            ["host"] = _endpoint.Authority,
            ["x-amz-date"] = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        };
        if (credentials.UseToken)
        {
            headers["x-amz-security-token"] = credentials.Token;
        }

        var names = string.Join(';', headers.Keys);
        var lines = string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"));
        var canonical = $"POST\n/\n\n{lines}\n{names}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var signature = AWS4Signer.ComputeSignature(credentials, _region, now, Service, names, canonical);

        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", FormType);
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("x-amz-", StringComparison.Ordinal)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
