using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The IAM Toolbox, which keeps records of refusals; its requests are signed for IAM.</summary>
internal sealed class FakeToolbox : IFakeService
{
    private const string Path = "/authorization-details/";

    private readonly FakeData _data;
    private readonly FakeAws _server;
    private readonly ConcurrentDictionary<string, int> _asked = new();

    public FakeToolbox(FakeData data, FakeAws server)
    {
        _data = data;
        _server = server;
    }

    public IReadOnlyList<string> Names => [];

    public static bool Knows(FakeRequest request) => request is { Service: "iam", Method: "GET" } && request.Path.StartsWith(Path, StringComparison.Ordinal);

    public string ProtocolOf(FakeRequest request) => "rest-json";

    public string? OperationOf(FakeRequest request) =>
        request.Path.EndsWith("/policy", StringComparison.Ordinal) ? "GetRequestAuthorizationPolicy" : "GetRequestAuthorizationDetails";

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        var id = request.Path[Path.Length..].Split('/')[0];
        if (id.Any(letter => !char.IsAsciiDigit(letter) && !char.IsAsciiLetterLower(letter)))
        {
            return new FakeReply.FaultReply(400, "ValidationException", "The authorization ID is not valid.");
        }

        if (!_data.Authorizations.TryGetValue(id, out var entry) || request.Region != _data.AuthorizationRegion || _asked.AddOrUpdate(id, 1, (_, count) => count + 1) <= _data.NotRecordedYet)
        {
            return new FakeReply.FaultReply(404, "ResourceNotFoundException", "The specified authorization details were not found.");
        }

        return operation == "GetRequestAuthorizationPolicy" ? Policy(entry, request.Query["policyUri"]) : Details(entry, request.Query.GetValueOrDefault("nextToken"));
    }

    private static FakeReply Policy(JsonObject entry, string uri) => entry["Policies"]?[uri] is { } document
        ? new FakeReply.JsonReply(new() { ["policyDocument"] = document.DeepClone() })
        : new FakeReply.FaultReply(404, "ResourceNotFoundException", "The policy was not found.");

    private FakeReply.JsonReply Details(JsonObject entry, string? token)
    {
        var details = (JsonObject)entry["Details"]!.DeepClone();
        var (items, next) = _server.Page([.. details["evaluations"]!.AsArray().Select(item => item!.DeepClone())], token);
        details["evaluations"] = new JsonArray([.. items]);
        if (next is not null)
        {
            details["nextToken"] = next;
        }

        return new(details);
    }
}
