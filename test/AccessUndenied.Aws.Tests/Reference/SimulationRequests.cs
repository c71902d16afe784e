using System.Text.Json.Nodes;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>Random requests in the <c>simulate</c> format, built so that every rule of the evaluation is reached often.</summary>
internal static class SimulationRequests
{
    /// <summary>A request as JSON text.</summary>
    internal static Gen<string> Text { get; } = RequestScenario.Any.SelectMany(Of);

    /// <summary>A request.</summary>
    internal static Gen<JsonObject> Any { get; } = Text.Select(text => JsonNode.Parse(text)!.AsObject());

    /// <summary>Requests of one scenario, as JSON text.</summary>
    internal static Gen<string> Of(RequestScenario scenario)
    {
        var bare = RequestStatements.Bare(scenario);
        var named = RequestStatements.WithPrincipal(scenario);
        var needsPolicy = scenario.Service is "kms" or "sts" or "s3" || scenario.CallerForms.Length == 0;
        var caller = Gen.Select(
            RequestJson.Sometimes(85, Documents(bare, 0, 2)),
            RequestJson.Sometimes(25, Documents(bare, 0, 2)),
            RequestJson.Sometimes(30, Documents(bare, 0, 2)),
            (identity, boundary, session) => (identity, boundary, session));
        var resource = Gen.Select(
            RequestJson.Sometimes(needsPolicy ? 85 : 60, Document(named)),
            RequestJson.Sometimes(20, Documents(named, 0, 2)),
            RequestJson.Sometimes(15, Gen.Const("true")),
            (policy, endpoint, blocked) => (policy, endpoint, blocked));
        var organization = Gen.Select(
            RequestJson.Sometimes(25, Nodes(Gen.Frequency((2, Gen.Const("""{"Effect":"Allow","Action":"*","Resource":"*"}""")), (2, bare)))),
            RequestJson.Sometimes(25, Nodes(Gen.Frequency((3, RequestStatements.DenyToEverybody(scenario)), (1, named)))),
            RequestJson.Sometimes(10, Gen.OneOf("true", "false")),
            RequestJson.Sometimes(10, Gen.OneOf("true", "false")),
            (scps, rcps, principalManaged, resourceManaged) => (scps, rcps, principalManaged, resourceManaged));
        return Gen.Select(caller, resource, organization, RequestConditions.Context(scenario), (own, owner, org, keys) => RequestJson.Object(
            ("principal", RequestJson.Quote(scenario.Principal)),
            ("action", RequestJson.Quote(scenario.Action)),
            ("resource", RequestJson.Quote(scenario.Resource)),
            ("resourceAccount", scenario.Owner is null ? null : RequestJson.Quote(scenario.Owner)),
            ("context", keys.Context),
            ("unknownContextKeys", keys.Unknown),
            ("identityPolicies", own.identity),
            ("permissionsBoundaries", own.boundary),
            ("sessionPolicies", own.session),
            ("resourcePolicy", owner.policy),
            ("serviceControlPolicies", org.scps),
            ("resourceControlPolicies", org.rcps),
            ("vpcEndpointPolicies", owner.endpoint),
            ("principalInManagementAccount", org.principalManaged),
            ("resourceInManagementAccount", org.resourceManaged),
            ("s3BlockPublicAccess", owner.blocked)));
    }

    private static Gen<string> Document(Gen<string> statement)
    {
        var version = Gen.Frequency(
            (40, Gen.Const((string?)"\"2012-10-17\"")), (4, Gen.Const((string?)"\"2008-10-17\"")), (4, Gen.Const((string?)null)),
            (1, Gen.OneOf("\"2012-10-18\"").Select(text => (string?)text)));
        var statements = Gen.Frequency(
            (2, statement),
            (9, statement.Array[1, 3].Select(RequestJson.Array)),
            (1, statement.Array[0, 1].Select(RequestJson.Array)));
        return Gen.Select(version, statements, (number, list) => RequestJson.Object(("Version", number), ("Statement", list)));
    }

    // GRAM-14: as an object, as a string, as a URL-encoded string; with a name or bare.
    private static Gen<string> Entry(Gen<string> statement) =>
        Gen.Select(Document(statement), Gen.Int[0, 15], (document, form) => form switch
        {
            0 => RequestJson.Object(("name", "\"p1\""), ("document", RequestJson.Quote(document))),
            1 => RequestJson.Object(("name", "\"p2\""), ("document", RequestJson.Quote(Uri.EscapeDataString(document)))),
            < 8 => RequestJson.Object(("name", $"\"p{form}\""), ("document", document)),
            _ => document,
        });

    private static Gen<string> Documents(Gen<string> statement, int least, int most) =>
        Gen.Frequency((6, Gen.Const(1)), (2, Gen.Int[least, most]))
            .SelectMany(count => Entry(statement).Array[count, count])
            .Select(RequestJson.Array);

    // Root, OU and account, each with a set of policies (SCP-01).
    private static Gen<string> Nodes(Gen<string> statement)
    {
        var policies = Gen.Frequency((15, Documents(statement, 1, 2)), (1, Gen.Const("[]")));
        return Gen.Frequency((1, Gen.Const(0)), (25, Gen.Int[1, 3]))
            .SelectMany(count => policies.Array[count, count])
            .Select(nodes => RequestJson.Array(nodes.Select((set, index) =>
                RequestJson.Object(("target", $"\"node-{index}\""), ("policies", set)))));
    }
}
