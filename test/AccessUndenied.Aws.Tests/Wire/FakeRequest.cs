using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>One signed request, as the service that it was signed for reads it.</summary>
internal sealed class FakeRequest
{
    private FakeRequest(string service, string region, string accessKey)
    {
        Service = service;
        Region = region;
        AccessKey = accessKey;
    }

    public string Service { get; }

    public string Region { get; }

    public string AccessKey { get; }

    public string? SessionToken { get; private set; }

    public string Method { get; private set; } = "";

    /// <summary>The path, decoded.</summary>
    public string Path { get; private set; } = "";

    public IReadOnlyDictionary<string, string> Query { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Form { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    public JsonObject Json { get; private set; } = [];

    /// <summary>The operation, for protocols that name it.</summary>
    public string? Named { get; private set; }

    public string Text(string member) => (string?)Json[member] ?? "";

    /// <summary>Reads a request; null, with the code of the error, when it is not signed as AWS wants it.</summary>
    public static async Task<(FakeRequest? Request, string? Error)> ReadAsync(HttpRequest http)
    {
        var authorization = http.Headers.Authorization.ToString();
        if (!authorization.StartsWith("AWS4-HMAC-SHA256 Credential=", StringComparison.Ordinal))
        {
            return (null, "MissingAuthenticationToken");
        }

        var parts = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var scope = parts["Credential"].Split('/');
        if (scope is not [_, { Length: 8 }, _, _, "aws4_request"] || parts.GetValueOrDefault("Signature")?.Length != 64
            || parts.GetValueOrDefault("SignedHeaders")?.Split(';').Contains("host") != true || http.Headers["x-amz-date"].Count == 0)
        {
            return (null, "IncompleteSignature");
        }

        using var reader = new StreamReader(http.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var request = new FakeRequest(scope[3], scope[2], scope[0])
        {
            SessionToken = http.Headers["x-amz-security-token"].FirstOrDefault(),
            Method = http.Method,
            Path = http.Path.Value ?? "/",
            Query = http.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            Headers = http.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        if (http.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true)
        {
            request.Form = QueryHelpers.ParseQuery(body).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
            request.Named = request.Form.GetValueOrDefault("Action");
        }
        else if (http.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target)
        {
            request.Named = target[(target.LastIndexOf('.') + 1)..];
            request.Json = JsonNode.Parse(body)!.AsObject();
        }
        else if (body.StartsWith('{'))
        {
            request.Json = JsonNode.Parse(body)!.AsObject();
        }

        return (request, null);
    }
}
