using System.Xml.Linq;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>EC2: VPC endpoints and regions.</summary>
internal sealed class FakeEc2 : IFakeService
{
    private readonly FakeData _data;

    public FakeEc2(FakeData data) => _data = data;

    public IReadOnlyList<string> Names => ["ec2"];

    public string ProtocolOf(FakeRequest request) => "ec2";

    public FakeReply? Answer(string operation, FakeRequest request, string account) => operation switch
    {
        "DescribeVpcEndpoints" => Endpoint(account, request.Form["VpcEndpointId.1"]),
        "DescribeRegions" => new FakeReply.Xml(new XElement(
            "DescribeRegionsResponse",
            new XElement("regionInfo", new[] { "eu-west-1", "us-east-1" }.Select(name => new XElement("item", new XElement("regionName", name)))))),
        _ => null,
    };

    private FakeReply Endpoint(string account, string id)
    {
        if (_data.Map(account, "VpcEndpoints")?[id] is not { } endpoint)
        {
            return new FakeReply.FaultReply(400, "InvalidVpcEndpointId.NotFound", $"The Vpc Endpoint Id '{id}' does not exist");
        }

        var item = new XElement("item", new XElement("vpcEndpointId", id), new XElement("ownerId", account));
        if (endpoint["PolicyDocument"] is { } policy)
        {
            item.Add(new XElement("policyDocument", FakeData.Compact(policy)));
        }

        if (endpoint["VpcId"] is { } vpc)
        {
            item.Add(new XElement("vpcId", (string?)vpc));
        }

        if (endpoint["VpcEndpointType"] is { } kind)
        {
            item.Add(new XElement("vpcEndpointType", (string?)kind));
        }

        return new FakeReply.Xml(new XElement("DescribeVpcEndpointsResponse", new XElement("requestId", "1"), new XElement("vpcEndpointSet", item)));
    }
}
