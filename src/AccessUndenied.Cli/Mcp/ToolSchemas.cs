using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary>What the tools take and give, as JSON Schema.</summary>
internal static class ToolSchemas
{
    public static JsonElement ExplainDenial { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "description": "Exactly one of text and record.",
          "properties": {
            "text": { "type": "string", "description": "The error as it stands in a terminal, a log or a ticket: of the AWS CLI, an SDK, Terraform, CloudFormation, the console. Several refusals in one text are several results." },
            "record": { "type": ["object", "array", "string"], "description": "The CloudTrail record of the denial, in any wrapping (Records, lookup-events, EventBridge)." },
            "principal": { "type": "string", "description": "ARN of who asked, where the text does not say." },
            "action": { "type": "string", "description": "The action, such as s3:GetObject, where the text does not say." },
            "resource": { "type": "string", "description": "ARN of the resource, where the text does not say." },
            "account": { "type": "string", "description": "Id of the resource's account, where the text does not say." },
            "region": { "type": "string", "description": "Region of the request, where the text does not say." },
            "time": { "type": "string", "description": "When the request was made, ISO 8601." },
            "context": { "type": "object", "description": "Values of condition keys, such as {\"aws:SourceIp\": \"198.51.100.7\"}; a list for several.", "additionalProperties": true },
            "limit": { "type": "integer", "minimum": 1, "maximum": 100, "description": "How many refusals are explained at most; default 10." }
          },
          "additionalProperties": false
        }
        """);

    public static JsonElement Simulate { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "description": "One authorization request. A kind of policy that is left out comes from the server's snapshot; without one, there is none of that kind.",
          "properties": {
            "request": { "type": "object", "description": "The request as one object, in place of its members beside this one." },
            "id": { "type": "string" },
            "principal": { "type": "string", "description": "ARN of a user, role, session, federated user or root; lambda.amazonaws.com is a service, anonymous is nobody." },
            "action": { "type": "string", "description": "Such as s3:GetObject." },
            "resource": { "type": "string", "description": "ARN, or * for an action without a resource." },
            "resourceAccount": { "type": "string" },
            "context": { "type": "object", "description": "Condition keys and their values; a key that is not given is absent from the request.", "additionalProperties": true },
            "unknownContextKeys": { "type": "array", "items": { "type": "string" }, "description": "Keys with a value that nobody knows." },
            "identityPolicies": { "type": "array", "items": { "type": "object" } },
            "permissionsBoundaries": { "type": "array", "items": { "type": "object" } },
            "sessionPolicies": { "type": "array", "items": { "type": "object" } },
            "resourcePolicy": { "type": "object" },
            "serviceControlPolicies": { "type": "array", "items": { "type": "object" } },
            "resourceControlPolicies": { "type": "array", "items": { "type": "object" } },
            "vpcEndpointPolicies": { "type": "array", "items": { "type": "object" } },
            "principalInManagementAccount": { "type": "boolean" },
            "resourceInManagementAccount": { "type": "boolean" },
            "s3BlockPublicAccess": { "type": "boolean" }
          },
          "additionalProperties": false
        }
        """);

    public static JsonElement ReplayChange { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "changes": {
              "type": ["array", "object"],
              "description": "One change or a list of them; none to compare the simulator with what was recorded.",
              "items": { "type": "object" },
              "properties": {
                "Change": { "type": "string", "enum": ["put", "delete", "attach", "detach"] },
                "Layer": { "type": "string", "description": "identity, permissionsBoundary, session, serviceControl, resourceControl, vpcEndpoint, roleTrust or resource." },
                "Target": { "type": "string", "description": "What the policy is on: the ARN of a role, user, group or resource, or the id of an account, organizational unit or root." },
                "PolicyName": { "type": "string", "description": "The policy's name." },
                "Document": { "type": "object", "description": "The policy as it is to be." }
              }
            }
          },
          "additionalProperties": false
        }
        """);

    public static JsonElement Replay { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "Records": { "type": "integer" },
            "Requests": { "type": "integer" },
            "Changed": { "type": "array", "items": { "type": "object" } },
            "Undecided": { "type": "array", "items": { "type": "object" } }
          },
          "required": ["Records"]
        }
        """);

    public static JsonElement ListFindings { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "service": { "type": "string", "description": "Only findings with an action of this service, such as s3." },
            "account": { "type": "string", "description": "Only findings with a principal or resource of this account." },
            "limit": { "type": "integer", "minimum": 1, "maximum": 200, "description": "How many findings are listed at most, those of most events first; default 10." }
          },
          "additionalProperties": false
        }
        """);

    public static JsonElement Results { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "Results": { "type": "array", "items": { "type": "object", "properties": { "AssessmentResult": { "type": "string" } }, "required": ["AssessmentResult"] } },
            "LeftOut": { "type": "integer" }
          },
          "required": ["Results", "LeftOut"]
        }
        """);

    public static JsonElement Decision { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "decision": { "type": "string", "enum": ["allowed", "implicitDeny", "explicitDeny", "indeterminate"] },
            "assessment": { "type": ["string", "null"] },
            "layers": { "type": "array", "items": { "type": "object" } },
            "missingContextKeys": { "type": "array", "items": { "type": "string" } }
          },
          "required": ["decision", "layers"]
        }
        """);

    public static JsonElement Findings { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "Total": { "type": "integer" },
            "LeftOut": { "type": "integer" },
            "Findings": {
              "type": "array",
              "items": { "type": "object", "properties": { "Uri": { "type": "string" }, "Finding": { "type": "object" } }, "required": ["Uri", "Finding"] }
            }
          },
          "required": ["Total", "LeftOut", "Findings"]
        }
        """);

    /// <summary>No tool changes anything, and each gives the same answer again.</summary>
    public static ToolAnnotations ReadOnly(string title) => new()
    {
        Title = title,
        ReadOnlyHint = true,
        DestructiveHint = false,
        IdempotentHint = true,
        OpenWorldHint = false,
    };

    /// <summary>The names of a tool's arguments; null where it takes others too.</summary>
    public static IReadOnlyCollection<string>? NamesOf(Tool tool) => tool.InputSchema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False
        ? [.. tool.InputSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name)] : null;
}
