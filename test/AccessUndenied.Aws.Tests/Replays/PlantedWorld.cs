using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>A generated organization with a proposal and calls of which it is known, since they were made so, what the proposal does to them.</summary>
/// <remarks>Each proposal says in a few words of a call (where, who, what, from where) whom it meets: no policy is evaluated here, by whatever evaluator.</remarks>
internal sealed class PlantedWorld
{
    private const string Sid = "Planted";

    private readonly PlantedOrganization _organization;
    private readonly Random _random;
    private Func<PlantedCall, PlantedFate> _fate = _ => PlantedFate.Same;

    /// <summary>The world of a seed.</summary>
    internal PlantedWorld(int seed)
    {
        _random = new(seed);
        _organization = new(_random);
        Propose();
        Snapshot = _organization.Snapshot();
        Plant(_random.Next(20, 60));
    }

    internal ReadOnlyMemory<byte> Snapshot { get; }

    internal JsonObject Change { get; private set; } = [];

    internal string Layer => (string)Change["Layer"]!;

    /// <summary>The records, each with what becomes of it; its id is its place.</summary>
    internal List<(string Record, PlantedFate Fate, PlantedCall Call)> Calls { get; } = [];

    // Some of what was planted, and many that are not meant.
    private void Plant(int count)
    {
        var planted = _random.Next(0, 6);
        for (var tries = 0; Calls.Count < count; tries++)
        {
            var call = _organization.Call();
            var isDenied = call.Action == "s3:DeleteObject" && _organization.IsOnWay(call.Account, _organization.GuardedNode);
            var fate = FateOf(call, isDenied);
            if (fate == PlantedFate.Same ? Calls.Count < count - planted || tries > 2000 : planted > 0 || tries > 1000)
            {
                planted -= fate == PlantedFate.Same ? 0 : 1;
                Calls.Add((call.Record(Calls.Count, isDenied).ToJsonString(), fate, call));
            }
        }
    }

    private PlantedFate FateOf(PlantedCall call, bool isDenied)
    {
        var fate = _fate(call);

        // What is denied stays so, unless its denial is taken away; what the guard lets through is not made to be allowed.
        return fate == PlantedFate.Allowed == isDenied ? fate : PlantedFate.Same;
    }

    private void Propose()
    {
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                ProposeControl("serviceControl", call => call.Account);
                break;
            case 3 or 4:
                ProposeControl("resourceControl", call => call.Owner);
                break;
            case 5:
                ProposeBoundary();
                break;
            case 6:
                ProposeTrust();
                break;
            case 7:
                ProposeBucketPolicy();
                break;
            case 8:
                ProposeEndpointPolicy();
                break;
            case 9:
                ProposeIdentity();
                break;
            case 10:
                var node = _organization.Pick(_organization.Nodes);
                Change = Of("detach", "serviceControl", node, "FullAWSAccess", null);
                _fate = call => _organization.IsOnWay(call.Account, node) ? PlantedFate.ImplicitDeny : PlantedFate.Same;
                break;
            default:
                Change = Of(_random.Next(2) == 0 ? "delete" : "detach", "serviceControl", _organization.GuardedNode, PlantedOrganization.NoDeletes, null);
                _fate = _ => PlantedFate.Allowed;
                break;
        }
    }

    private void ProposeControl(string layer, Func<PlantedCall, string> accountOf)
    {
        var node = _organization.Pick(_organization.Nodes);
        var isOfResources = layer == "resourceControl";
        var (actions, isMeant) = _organization.Pick<(string, Func<PlantedCall, bool>)>(isOfResources
            ?
            [
                ("\"s3:*\"", call => call.Service == "s3"),
                ("[\"sqs:*\",\"s3:GetObject\"]", call => call.Service == "sqs" || call.Action == "s3:GetObject"),
                ("\"sts:AssumeRole\"", call => call.Service == "sts"),
            ]
            :
            [
                ("\"*\"", _ => true),
                ("\"s3:*\"", call => call.Service == "s3"),
                ("[\"dynamodb:Get*\",\"ec2:Describe*\"]", call => call.Service is "dynamodb" or "ec2"),
                ("[\"sts:assumerole\",\"sqs:*\"]", call => call.Service is "sts" or "sqs"),
            ]);
        var (resource, isThere) = _organization.Pick<(string, Func<PlantedCall, bool>)>(
        [
            ("*", _ => true), ("*", _ => true),
            ("arn:aws:s3:::*/secret/*", call => call.Service == "s3" && call.Key.StartsWith("secret/", StringComparison.Ordinal)),
        ]);
        var (condition, fate) = Condition();
        var principal = isOfResources ? "\"Principal\":\"*\"," : "";
        Change = Of("put", layer, node, "Guard", Deny($$"""{{principal}}"Action":{{actions}},"Resource":"{{resource}}"{{condition}}"""));
        _fate = call => _organization.IsOnWay(accountOf(call), node) && isMeant(call) && isThere(call) ? fate(call) : PlantedFate.Same;
    }

    // A condition as a policy writes it, and whom it meets.
    private (string Json, Func<PlantedCall, PlantedFate> Fate) Condition()
    {
        static PlantedFate Denied(bool isMet) => isMet ? PlantedFate.ExplicitDeny : PlantedFate.Same;
        var region = _organization.Pick(PlantedCall.Regions);
        var team = _organization.Pick(["blue", "green", "red"]);
        var role = _organization.Pick(["r0", "r1", "r2"]);
        return _random.Next(9) switch
        {
            0 => ("", _ => PlantedFate.ExplicitDeny),
            1 => (With($$$"""{"StringNotEquals":{"aws:RequestedRegion":["{{{region}}}","eu-central-1"]}}"""), call => Denied(call.Region != region)),
            2 => (With("""{"NotIpAddress":{"aws:SourceIp":["10.0.0.0/8"]}}"""), call => Denied(call.Endpoint is not null || !call.Address.StartsWith("10.", StringComparison.Ordinal))),
            3 => (With($$$"""{"StringEquals":{"aws:PrincipalTag/team":"{{{team}}}"}}"""), call => Denied(call.Team == team)),
            4 => (With($$$"""{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/{{{role}}}"}}"""), call => Denied(call.Role != role)),
            5 => (With("""{"Null":{"aws:SourceVpce":"true"}}"""), call => Denied(call.Endpoint is null)),
            6 => (With("""{"StringNotEqualsIfExists":{"aws:SourceVpc":"vpc-1"}}"""), call => Denied(call.Endpoint is null)),

            // What tags an object has, no record tells; nobody looks where something else keeps the statement from applying.
            7 => (With($$$"""{"StringEquals":{"{{{PlantedOrganization.Tagging}}}":"secret"}}"""), call => call.Action == "s3:GetObject" ? PlantedFate.Open : PlantedFate.Same),
            _ => (With($$$"""{"StringEquals":{"{{{PlantedOrganization.Tagging}}}":"secret","aws:RequestedRegion":"{{{region}}}"}}"""),
                call => call.Action == "s3:GetObject" && call.Region == region ? PlantedFate.Open : PlantedFate.Same),
        };
    }

    private void ProposeBoundary()
    {
        var call = _organization.Call();
        Change = Of("put", "permissionsBoundary", call.RoleArn, "Bound", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","ec2:*"],"Resource":"*"}]}""");
        _fate = other => other.RoleArn == call.RoleArn && other.Service is not ("s3" or "ec2") ? PlantedFate.ImplicitDeny : PlantedFate.Same;
    }

    private void ProposeTrust()
    {
        var call = _organization.Call();
        Change = Of("put", "roleTrust", call.Target, null, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{call.RoleArn}}"},"Action":"sts:AssumeRole"}]}""");
        _fate = other => other.Service == "sts" && other.Target == call.Target && other.RoleArn != call.RoleArn ? PlantedFate.ImplicitDeny : PlantedFate.Same;
    }

    private void ProposeBucketPolicy()
    {
        var bucket = _organization.Call().Bucket;
        Change = Of("put", "resource", bucket, null, Deny($$""" "Principal":"*","Action":["s3:GetObject","s3:PutObject"],"Resource":"{{bucket}}/secret/*" """));
        _fate = call => call.Bucket == bucket && (call.Action is "s3:GetObject" or "s3:PutObject") && call.Key.StartsWith("secret/", StringComparison.Ordinal)
            ? PlantedFate.ExplicitDeny : PlantedFate.Same;
    }

    private void ProposeEndpointPolicy()
    {
        var endpoint = PlantedOrganization.EndpointOf(_organization.Call().Account);
        Change = Of("put", "vpcEndpoint", endpoint, null, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:*","sts:*"],"Resource":"*"}]}""");
        _fate = call => call.Endpoint == endpoint && call.Service is not ("s3" or "sts") ? PlantedFate.ImplicitDeny : PlantedFate.Same;
    }

    private void ProposeIdentity()
    {
        var call = _organization.Call();
        var isDeletion = _random.Next(2) == 0;
        Change = isDeletion ? Of("delete", "identity", call.RoleArn, "Own", null) : Of("put", "identity", call.RoleArn, "Guard", Deny("\"Action\":[\"sqs:*\",\"sts:*\"],\"Resource\":\"*\""));
        _fate = other => other.RoleArn != call.RoleArn ? PlantedFate.Same
            : isDeletion ? PlantedFate.ImplicitDeny
            : other.Service is "sqs" or "sts" ? PlantedFate.ExplicitDeny : PlantedFate.Same;
    }

    private static string With(string condition) => $",\"Condition\":{condition}";

    private static string Deny(string rest) => $$"""{"Version":"2012-10-17","Statement":[{"Sid":"{{Sid}}","Effect":"Deny",{{rest}}}]}""";

    private static JsonObject Of(string change, string layer, string target, string? name, string? document)
    {
        var json = new JsonObject { ["Change"] = change, ["Layer"] = layer, ["Target"] = target };
        if (name is not null)
        {
            json["PolicyName"] = name;
        }

        if (document is not null)
        {
            json["Document"] = JsonNode.Parse(document);
        }

        return json;
    }
}
