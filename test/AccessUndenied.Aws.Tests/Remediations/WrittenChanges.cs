using System.Text.Json.Nodes;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Changes of every kind of policy, to have scripts written for them.</summary>
internal static class WrittenChanges
{
    public const string Account = "111111111111";
    public const string Before = """{"Version":"2012-10-17","Statement":[{"Sid":"Kept","Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"}]}""";

    /// <summary>The kinds: what is changed, with NAME for the name, and how many commands write.</summary>
    public static readonly (string Kind, PolicyLayer Layer, string Target)[] Kinds =
    [
        ("user", PolicyLayer.Identity, $"arn:aws:iam::{Account}:user/NAME"),
        ("role", PolicyLayer.Identity, $"arn:aws:iam::{Account}:role/NAME"),
        ("group", PolicyLayer.Identity, $"arn:aws:iam::{Account}:group/NAME"),
        ("trust", PolicyLayer.RoleTrust, $"arn:aws:iam::{Account}:role/NAME"),
        ("bucket", PolicyLayer.Resource, "arn:aws:s3:::NAME"),
        ("key", PolicyLayer.Resource, $"arn:aws:kms:eu-west-1:{Account}:key/NAME"),
        ("queue", PolicyLayer.Resource, $"arn:aws:sqs:eu-west-1:{Account}:NAME"),
        ("topic", PolicyLayer.Resource, $"arn:aws:sns:eu-west-1:{Account}:NAME"),
        ("secret", PolicyLayer.Resource, $"arn:aws:secretsmanager:eu-west-1:{Account}:secret:NAME"),
        ("repository", PolicyLayer.Resource, $"arn:aws:ecr:eu-west-1:{Account}:repository/NAME"),
        ("table", PolicyLayer.Resource, $"arn:aws:dynamodb:eu-west-1:{Account}:table/NAME"),
        ("endpoint", PolicyLayer.VpcEndpoint, "NAME"),
        ("set", PolicyLayer.Identity, "permission set NAME"),
        ("node", PolicyLayer.ServiceControl, "NAME"),
        ("access point", PolicyLayer.Resource, $"arn:aws:s3:eu-west-1:{Account}:accesspoint/NAME"),
        ("function", PolicyLayer.Resource, $"arn:aws:lambda:eu-west-1:{Account}:function:NAME"),
    ];

    /// <summary>The scripts for a change that adds a statement.</summary>
    public static IReadOnlyList<ChangeScript> ScriptsFor(string kind, string name, string? before = Before, string resource = "arn:aws:s3:::b/k", bool isKnown = true, ScriptOptions? options = null) =>
        new AwsPolicyDialect(options).ScriptsOf(Of(kind, name, before, resource, isKnown));

    public static PolicyChange Of(string kind, string name, string? before = Before, string resource = "arn:aws:s3:::b/k", bool isKnown = true)
    {
        var (_, layer, target) = Kinds.Single(item => item.Kind == kind);
        var statement = new JsonObject { ["Effect"] = "Allow", ["Principal"] = "*", ["Action"] = "s3:GetObject", ["Resource"] = resource };
        var single = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
        var document = before is null ? single : JsonNode.Parse(before)!.AsObject();
        if (before is not null)
        {
            document["Statement"]!.AsArray().Add(statement.DeepClone());
        }

        target = target.Replace("NAME", name, StringComparison.Ordinal);
        return new PolicyChange.AddStatements
        {
            Layer = layer,
            AttachmentTarget = target,
            Policy = before is null ? null : new() { Name = "Present", Id = layer == PolicyLayer.ServiceControl ? $"arn:aws:organizations::{Account}:policy/o-1/service_control_policy/{name}" : null, Document = PolicyDocument.Parse(before) },
            CurrentDocumentKnown = isKnown,
            Json = DocumentEditor.Text(single),
            Document = DocumentEditor.Text(document),
            AccountId = Account,
            Region = "eu-west-1",
        };
    }
}
