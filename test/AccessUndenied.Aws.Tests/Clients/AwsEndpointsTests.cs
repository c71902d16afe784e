using System.Reflection;
using System.Text.Json;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Tests.Clients;

public sealed class AwsEndpointsTests
{
    private static IEnumerable<TestCaseData> Cases() => CaseFiles.In("Clients").Where(path => path.EndsWith("Endpoints.json", StringComparison.Ordinal))
        .SelectMany(path => CaseFiles.Read(path).GetProperty("cases").EnumerateArray())
        .Select(c => new TestCaseData(c).SetName($"Of_{c.GetProperty("url").GetString()}_AgreesWithTheRules({c.GetProperty("region").GetString()})"));

    [TestCaseSource(nameof(Cases))]
    public void Of_Case_AgreesWithTheRules(JsonElement c)
    {
        var service = (AwsService)typeof(AwsService).GetProperty(c.GetProperty("service").GetString()!, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

        var (url, region) = AwsEndpoints.Of(service, c.GetProperty("region").GetString()!, c.GetProperty("fips").GetBoolean(), c.GetProperty("dualStack").GetBoolean());

        url.Should().Be(c.GetProperty("url").GetString());
        region.Should().Be(c.GetProperty("signingRegion").GetString());
    }
}
