using System.Xml.Linq;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The Multi-Region Access Points of an account: one, whose name is not its alias.</summary>
internal static class FakeAccessPoints
{
    public const string Alias = "mfzwi23gnjvgw.mrap";
    private const string Name = "orders-everywhere";

    public static FakeReply Answer(FakeData data, string operation, FakeRequest request, string account)
    {
        if (operation == "ListMultiRegionAccessPoints")
        {
            return new FakeReply.Xml(new XElement(
                "ListMultiRegionAccessPointsResult",
                new XElement("AccessPoints", Point("another", "another1gnjvgw.mrap"), Point(Name, Alias))));
        }

        var policy = data.Policy(account, $"arn:aws:s3::{account}:accesspoint/{Alias}");
        return request.Path != $"/v20180820/mrap/instances/{Name}/policy"
            ? new FakeReply.FaultReply(404, "NoSuchMultiRegionAccessPoint", "The specified Multi-Region Access Point does not exist")
            : new FakeReply.Xml(new XElement(
                "GetMultiRegionAccessPointPolicyResult",
                new XElement("Policy", new XElement("Established", policy is null ? null : new XElement("Policy", policy)), new XElement("Proposed", new XElement("Policy", "{}")))));
    }

    private static XElement Point(string name, string alias) => new("AccessPoint", new XElement("Name", name), new XElement("Alias", alias), new XElement("Status", "READY"));
}
