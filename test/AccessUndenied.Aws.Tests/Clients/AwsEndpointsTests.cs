using System.Reflection;
using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;

namespace AccessUndenied.Aws.Tests.Clients;

public sealed class AwsEndpointsTests
{
    private static IEnumerable<TestCaseData> Cases() => CaseFiles.In("Clients").Where(path => path.EndsWith("Endpoints.json", StringComparison.Ordinal))
        .SelectMany(path => CaseFiles.Read(path).GetProperty("cases").EnumerateArray())
        .Select(c => new TestCaseData(c).SetName($"Of_{c.GetProperty("url").GetString()}_AgreesWithTheRules({c.GetProperty("region").GetString()})"));

    [Test]
    public void Cases_EveryServiceOfTheTable_IsOneOfThem()
    {
        var known = CaseFiles.In("Clients").Where(path => path.EndsWith("Endpoints.json", StringComparison.Ordinal))
            .SelectMany(path => CaseFiles.Read(path).GetProperty("cases").EnumerateArray()).Select(c => c.GetProperty("service").GetString()!).ToHashSet();

        PolicyTable.All.Where(row => !known.Contains(row.Service.Id) && !NamesOf(row.Service).Any(known.Contains)).Select(row => row.Service.Id).Should().BeEmpty();
    }

    private static IEnumerable<string> NamesOf(AwsService service) =>
        typeof(AwsService).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => service.Equals(property.GetValue(null))).Select(property => property.Name);

    [TestCaseSource(nameof(Cases))]
    public void Of_Case_AgreesWithTheRules(JsonElement c)
    {
        var name = c.GetProperty("service").GetString()!;
        var service = (AwsService?)typeof(AwsService).GetProperty(name, BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
            ?? PolicyTable.All.Select(row => row.Service).First(service => service.Id == name);

        var (url, region) = AwsEndpoints.Of(service, c.GetProperty("region").GetString()!, c.GetProperty("fips").GetBoolean(), c.GetProperty("dualStack").GetBoolean());

        url.Should().Be(c.GetProperty("url").GetString());
        region.Should().Be(c.GetProperty("signingRegion").GetString());
    }
}
