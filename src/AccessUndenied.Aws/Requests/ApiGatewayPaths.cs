using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>API Gateway's resources, which are the paths of its management calls.</summary>
/// <remarks>
/// Shape: <c>arn:aws:apigateway:region::/restapis/ID/stages/NAME</c>; calls on several and creations end at the collection. Source: API
/// Gateway API Reference (V1 and V2), paths; Service Authorization Reference, "Amazon API Gateway Management" and "… V2".
/// </remarks>
internal static class ApiGatewayPaths
{
    // What a call is about: the path below its API, and the request's member for the last part.
    private static readonly FrozenDictionary<string, (string Path, string Member)> s_below = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["Deployment"] = ("deployments", "deploymentId"),
        ["Stage"] = ("stages", "stageName"),
        ["Authorizer"] = ("authorizers", "authorizerId"),
        ["Model"] = ("models", "modelName"),
        ["Resource"] = ("resources", "resourceId"),
        ["RequestValidator"] = ("requestvalidators", "requestValidatorId"),
        ["GatewayResponse"] = ("gatewayresponses", "responseType"),
        ["DocumentationPart"] = ("documentation/parts", "documentationPartId"),
        ["DocumentationVersion"] = ("documentation/versions", "documentationVersion"),
        ["Route"] = ("routes", "routeId"),
        ["Integration"] = ("integrations", "integrationId"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Path, string Member)> s_top = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["RestApi"] = ("restapis", "restApiId"),
        ["Api"] = ("apis", "apiId"),
        ["DomainName"] = ("domainnames", "domainName"),
        ["UsagePlan"] = ("usageplans", "usagePlanId"),
        ["ApiKey"] = ("apikeys", "apiKey"),
        ["VpcLink"] = ("vpclinks", "vpcLinkId"),
        ["ClientCertificate"] = ("clientcertificates", "clientCertificateId"),
        ["Account"] = ("account", ""),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "apigateway" || PathOf(search.Record.Operation, search.Parameters) is not { } path)
        {
            return null;
        }

        return [new(search.Identify($"arn:{search.Place.Partition}:apigateway:{search.Place.Region}::/{path}"), Certainty.Likely, RequestMessages.FromParameters)];
    }

    private static string? PathOf(string operation, ParameterReader parameters)
    {
        var noun = NounOf(operation, out var creates);
        if (s_top.TryGetValue(noun, out var top))
        {
            return Join(top.Path, creates ? null : Text(parameters, top.Member));
        }

        var isPlural = noun.EndsWith('s') && !s_below.ContainsKey(noun);
        var one = isPlural ? noun[..^1] : noun;
        if (isPlural && s_top.TryGetValue(one, out top))
        {
            return top.Path;
        }

        var api = parameters.Text("restApiId") is { } rest ? "restapis/" + rest : parameters.Text("apiId") is { } http ? "apis/" + http : null;
        if (api is null)
        {
            return null;
        }

        if (Text(parameters, "resourceId") is { } resource && parameters.Text("httpMethod") is { } method)
        {
            return $"{api}/resources/{resource}/methods/{method}" + BelowMethod(noun, parameters);
        }

        return s_below.TryGetValue(one, out var below)
            ? Join($"{api}/{below.Path}", isPlural || (creates && below.Path != "gatewayresponses") ? null : Text(parameters, below.Member))
            : null;
    }

    private static string BelowMethod(string noun, ParameterReader parameters) => noun switch
    {
        "Integration" => "/integration",
        "IntegrationResponse" => Join("/integration/responses", parameters.Text("statusCode")),
        "MethodResponse" => Join("/responses", parameters.Text("statusCode")),
        _ => "",
    };

    // The name without its verb; a list of REST APIs is "RestApis".
    private static string NounOf(string operation, out bool creates)
    {
        var start = 1;
        while (start < operation.Length && !char.IsAsciiLetterUpper(operation[start]))
        {
            start++;
        }

        var verb = operation.AsSpan(0, Math.Min(start, operation.Length));
        creates = verb is "Create" or "Import" or "Generate";
        return operation[verb.Length..];
    }

    private static string? Text(ParameterReader parameters, string member) => member.Length == 0 ? null : parameters.Text(member);

    private static string Join(string path, string? last) => last is null ? path : path + "/" + last;
}
