using System.Text.Json;
using System.Text.RegularExpressions;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>The rows, held against the services' own models, which were not what they were written from.</summary>
public sealed class PolicyTableTests
{
    // Errors that the models leave out: S3's have none, and these are in the services' lists of error codes.
    private static readonly string[] s_unmodeled = ["S3 Control", "S3"];

    private static readonly Dictionary<string, JsonElement> s_models = CaseFiles.In("Clients").Where(path => path.EndsWith("PolicyOperations.json", StringComparison.Ordinal))
        .SelectMany(path => CaseFiles.Read(path).GetProperty("cases").EnumerateArray()).ToDictionary(c => $"{c.GetProperty("service")} {c.GetProperty("operation")}");

    private static IEnumerable<TestCaseData> Rows => PolicyTable.All.Select(row => new TestCaseData(row.ArnService, row.Resource.Text));

    [TestCaseSource(nameof(Rows))]
    public void Row_Request_IsThatOfTheModel(string service, string resource)
    {
        var (row, model) = Of(service, resource);

        row.Service.Version.Should().Be(Text(model, "version"));
        row.Call.Method.Should().Be(Text(model, "method"));
        Regex.Replace(row.Call.Path, "{[a-z]+}", "{}").Should().Be(Text(model, "path"));
        if (row.Service.Id != "S3")
        {
            row.Service.Protocol.ToString().Should().Be(Text(model, "protocol"));
            row.Call.Query.Select(parameter => parameter.Name).Should().BeSubsetOf(Texts(model, "query"));
        }

        if (row.Service.Target is not null)
        {
            row.Service.Target.Should().Be(Text(model, "target"));
        }

        row.Call.Members.Select(member => member.Name).Should().BeSubsetOf(Texts(model, "members"));
        var given = row.Call.Query.Concat(row.Headers).Concat(row.Call.Members).Select(pair => pair.Name).Concat(Texts(model, "required").Where(name => IsInPath(model, name)));
        Texts(model, "required").Should().BeSubsetOf(given);
    }

    [TestCaseSource(nameof(Rows))]
    public void Row_Answer_IsThatOfTheModel(string service, string resource)
    {
        var (row, model) = Of(service, resource);
        if (row.Policy.Text.Length == 0)
        {
            // S3's policies are the whole answer.
            return;
        }

        var answer = Texts(model, "answer");
        answer.Should().Contain(Regex.Replace(row.Policy.Text, @"\[key=.*", "[]"));
        if (row.Always is not null)
        {
            answer.Should().Contain(Regex.Replace(row.Always.Text, @"\[key=.*", "[]"));
        }

        if (row.InForce is var (member, _))
        {
            answer.Should().Contain(member);
        }

        if (row.NextPage is { } next)
        {
            answer.Should().Contain(next);
            Texts(model, "members").Should().Contain(next);
        }

        if (!s_unmodeled.Contains(row.Service.Id))
        {
            row.None.Should().BeSubsetOf(Texts(model, "errors"));
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void Row_ItsResource_CarriesAPolicyAndIsFound(string service, string resource)
    {
        var (row, _) = Of(service, resource);
        var arn = ResourcePolicyProviderTests.ArnOf(row);

        PolicyCarriers.Of(arn).Arn.Should().Be(arn);
        Arn.TryParse(arn, out var parsed).Should().BeTrue();
        PolicyTable.Find(parsed).Should().BeSameAs(row);
    }

    [TestCase("arn:aws:kafka:eu-west-1:123456789012:topic/orders/11111111-2222/events", "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/11111111-2222")]
    [TestCase("arn:aws:schemas:eu-west-1:123456789012:schema/discovered/aws.s3@Event", "arn:aws:schemas:eu-west-1:123456789012:registry/discovered")]
    [TestCase("arn:aws:codeartifact:eu-west-1:123456789012:package/team/npm/npm//left-pad", "arn:aws:codeartifact:eu-west-1:123456789012:repository/team/npm")]
    [TestCase("arn:aws:s3vectors:eu-west-1:123456789012:bucket/vectors/index/words", "arn:aws:s3vectors:eu-west-1:123456789012:bucket/vectors")]
    [TestCase("arn:aws:s3express:eu-west-1:123456789012:bucket/name--euw1-az1--x-s3/key", "arn:aws:s3express:eu-west-1:123456789012:bucket/name--euw1-az1--x-s3")]
    [TestCase("arn:aws:kinesis:eu-west-1:123456789012:stream/clicks/consumer/app:1700000000", "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks/consumer/app:1700000000")]
    [TestCase("arn:aws:lambda:eu-west-1:123456789012:function:export:live", "arn:aws:lambda:eu-west-1:123456789012:function:export:live")]
    [TestCase("arn:aws:vpc-lattice:eu-west-1:123456789012:service/svc-1/orders", "arn:aws:vpc-lattice:eu-west-1:123456789012:service/svc-1")]
    [TestCase("arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-day", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders")]
    public void Carrier_ResourceWithinAnother_IsTheWhole(string resource, string carrier) => PolicyCarriers.Of(resource).Arn.Should().Be(carrier);

    [TestCase("vaults/{vault}", "vaults/", 0)]
    [TestCase("vaults/{vault}", "vaults/old", 10)]
    [TestCase("vaults/{vault}", "vaults/old/archive", 10)]
    [TestCase("vaults/{vault}", "vaultsold", 0)]
    [TestCase("repository/{name+}", "repository/team/app", 19)]
    [TestCase("repository/{name+}", "repository/", 0)]
    [TestCase("catalog", "catalogs", 0)]
    [TestCase("catalog", "catalog", 7)]
    [TestCase("{topic}", "topic:subscription", 5)]
    public void Match_Resource_SaysHowMuchOfItFits(string pattern, string resource, int length) => new ArnShape(pattern).Match(resource).Should().Be(length);

    [Test]
    public void Fill_ValueThatLooksLikeAName_IsNotReadAgain() =>
        PolicyCall.Fill("{arn}", new Dictionary<string, string> { ["arn"] = "{account}", ["account"] = "123456789012" }).Should().Be("{account}");

    private static (PolicyRow Row, JsonElement Model) Of(string service, string resource)
    {
        var row = PolicyTable.All.Single(row => row.ArnService == service && row.Resource.Text == resource);
        return (row, s_models[$"{row.Service.Id} {row.Operation}"]);
    }

    private static bool IsInPath(JsonElement model, string name) =>
        !Texts(model, "query").Contains(name) && !Texts(model, "headers").Contains(name) && !Texts(model, "members").Contains(name);

    private static string Text(JsonElement model, string name) => model.GetProperty(name).GetString()!;

    private static List<string> Texts(JsonElement model, string name) => [.. model.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
