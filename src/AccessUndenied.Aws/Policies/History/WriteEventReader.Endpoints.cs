using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>VPC endpoints, and the switches that block public access.</summary>
internal sealed partial class WriteEventReader
{
    private bool ReadEndpoint()
    {
        _layer = PolicyLayer.VpcEndpoint;
        var parameters = At($"{_row.Event}Request") is { ValueKind: JsonValueKind.Object } inner ? inner : _parameters.Element;
        var id = _row.Event == "CreateVpcEndpoint" ? ParameterReader.TextOf(At(_row.Carrier)) : ParameterReader.TextOf(ParameterReader.Find(parameters, _row.Carrier));
        if (id is null)
        {
            return false;
        }

        _target = id;
        var made = At("response.CreateVpcEndpointResponse.vpcEndpoint");
        if (_row.Event == "CreateVpcEndpoint")
        {
            var place = new JsonObject
            {
                ["VpcId"] = ParameterReader.TextOf(ParameterReader.Find(made, "vpcId")) ?? ParameterReader.TextOf(ParameterReader.Find(parameters, "vpcId")),
                ["VpcEndpointType"] = ParameterReader.TextOf(ParameterReader.Find(made, "vpcEndpointType")) ?? ParameterReader.TextOf(ParameterReader.Find(parameters, "vpcEndpointType")),
            };
            Add(new(SlotKind.EndpointPlace, id), SlotEffect.Set, place.ToJsonString());
        }

        var document = ParameterReader.Find(parameters, _row.Document);
        if (document.ValueKind == JsonValueKind.Undefined && _row.Event == "CreateVpcEndpoint" && DocumentText.Of(ParameterReader.Find(made, _row.Document)) is not null)
        {
            // The answer has the policy that the endpoint got.
            document = ParameterReader.Find(made, _row.Document);
        }

        if (document.ValueKind != JsonValueKind.Undefined)
        {
            AddDocument(new(SlotKind.Endpoint, id), document);
        }
        else if (ParameterReader.TextOf(ParameterReader.Find(parameters, "resetPolicy")) == "true" || _row.Event == "CreateVpcEndpoint")
        {
            // The default policy of an endpoint allows all; the record does not have its text.
            Add(new(SlotKind.Endpoint, id), SlotEffect.Lose);
        }

        return true;
    }

    private static string? SwitchesOf(JsonElement configuration)
    {
        if (configuration.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var switches = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"])
        {
            switches[name] = ParameterReader.TextOf(ParameterReader.Find(configuration, name)) == "true";
        }

        return switches.ToJsonString();
    }
}
