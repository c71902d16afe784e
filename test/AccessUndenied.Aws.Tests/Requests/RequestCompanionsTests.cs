using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Requests.Companions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

/// <summary>
/// Cases: <c>needed</c> is all that a call certainly needs, <c>contains</c> some of it, <c>possible</c> what it may need, <c>not</c> actions that it does not.
/// A request is <c>action resource [key=value] [by service]</c>; <c>?</c> stands for a value that nobody knows.
/// </summary>
internal sealed class RequestCompanionsTests
{
    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Companions.json" })]
    public void Resolve_Call_NeedsWhatAwsSays(JsonElement c)
    {
        var requests = s_resolver.Resolve(SampleRecords.Of(c)).Requests;

        var needed = requests.Where(request => request.Need == RequestNeed.Needed).ToList();
        var possible = requests.Where(request => request.Need == RequestNeed.Possible).ToList();
        foreach (var expected in Texts(c, "needed").Concat(Texts(c, "contains")))
        {
            needed.Should().Contain(request => Is(request, expected), because: $"{c.Text("name")} needs {expected}, not only {Describe(needed)}");
        }

        if (c.TryGetProperty("needed", out var all))
        {
            needed.Should().HaveCount(all.GetArrayLength(), because: Describe(needed));
        }

        foreach (var expected in Texts(c, "possible"))
        {
            possible.Should().Contain(request => Is(request, expected), because: $"{c.Text("name")} may need {expected}, not only {Describe(possible)}");
        }

        requests.Select(request => request.Action).Intersect(Texts(c, "not")).Should().BeEmpty(because: c.Text("name"));
    }

    [Test]
    public void Resolve_CaseFile_CoversManyServicesAndPages()
    {
        var cases = RequestCases.In("Requests/Companions.json").Select(c => (JsonElement)c.Arguments[0]!).ToList();

        cases.Should().HaveCountGreaterThanOrEqualTo(100);
        cases.Select(c => c.Text("source")).Distinct().Should().HaveCountGreaterThanOrEqualTo(30);
        cases.Should().OnlyContain(c => c.Text("page")!.StartsWith("https://docs.aws.amazon.com/"));
    }

    [Test]
    public void Table_EveryRow_HasAPageAndNamesActionsOfTheCatalog()
    {
        var unknown = new List<string>();
        foreach (var (operation, row) in CompanionTable.Default.All)
        {
            row.Page.Should().StartWith("https://docs.aws.amazon.com/", because: operation);
            if (ActionCatalog.Default.FindAction(row.Action.Replace("*:", "cloudfront:", StringComparison.Ordinal)) is null)
            {
                unknown.Add($"{operation}: {row.Action}");
            }
        }

        unknown.Should().BeEmpty();
    }

    [Test]
    public void Table_EveryOperation_IsOneOfItsService()
    {
        var unknown = CompanionTable.Default.All.Select(entry => entry.Operation).Distinct().Where(operation => !operation.EndsWith('*'))
            .Where(operation => operation.Split(':') is var parts && !ActionCatalog.Default.FindOperation($"{parts[0]}.amazonaws.com", parts[1]).IsExact)
            .ToList();

        unknown.Should().BeEmpty();
    }

    [TestCase("s3 PutObject\n  x-amz-acl")]
    [TestCase("s3 PutObject\n  x-amz-acl PutObjectAcl same")]
    [TestCase("s3 PutObject\n  x-amz-acl s3:PutObjectAcl elsewhere")]
    [TestCase("s3 PutObject\n  - ?s3:PutObjectAcl same because=nothing-known")]
    [TestCase("s3 PutObject\n  - s3:PutObjectAcl same word")]
    public void Read_RowOfAnotherShape_SaysWhich(string rows)
    {
        var read = () => CompanionTable.Read(new StringReader("@ https://docs.aws.amazon.com/\n" + rows));

        read.Should().Throw<InvalidDataException>().WithMessage("companions.txt*is no row*");
    }

    [Test]
    public void Resolve_CallOfManyRequests_StopsAtABound()
    {
        var groups = string.Join(',', Enumerable.Range(0, 60).Select(i => $$"""{"groupId":"sg-{{i:D17}}"}"""));
        using var c = JsonDocument.Parse($$"""
            { "source": "ec2", "event": "RunInstances", "parameters": {
              "instancesSet": { "items": [ { "imageId": "ami-1" } ] }, "groupSet": { "items": [ {{groups}} ] },
              "tagSpecificationSet": { "items": [ {{string.Join(',', Enumerable.Range(0, 24).Select(i => $$"""{"resourceType":"kind-{{i}}","tags":[{"key":"a","value":"b"}]}"""))}} ] } } }
            """);

        var requests = s_resolver.Resolve(SampleRecords.Of(c.RootElement)).Requests;

        requests.Should().HaveCount(32);
        requests[0].Provenance.Notes.Should().Contain(note => note.Id == "further-requests");
        requests[0].Provenance.Doubts.Should().Contain(note => note.Id == "further-requests", because: "what was not looked at may refuse the call all the same");
    }

    private static IEnumerable<string> Texts(JsonElement c, string member) =>
        c.TryGetProperty(member, out var list) ? list.EnumerateArray().Select(item => item.GetString()!) : [];

    // The resource may hold blanks: what follows it is known by its shape.
    private static bool Is(AuthorizationRequest request, string expected)
    {
        var action = expected[..expected.IndexOf(' ', StringComparison.Ordinal)];
        var rest = expected[(action.Length + 1)..];
        var by = rest.IndexOf(" by ", StringComparison.Ordinal);
        if (by >= 0)
        {
            return request.Principal.Id == rest[(by + 4)..] && Is(request, expected[..(action.Length + 1 + by)]);
        }

        var last = rest.LastIndexOf(' ');
        var equals = rest.IndexOf('=', last + 1);
        if (last >= 0 && equals > 0)
        {
            var value = request.Context[rest[(last + 1)..equals]];
            var isValue = rest[(equals + 1)..] is "?" ? !value.IsKnown && !value.IsAbsent : value.IsKnown && value[0] == rest[(equals + 1)..];
            return isValue && request.Action == action && request.Resource.Value == rest[..last];
        }

        return request.Action == action && request.Resource.Value == rest;
    }

    private static string Describe(IEnumerable<AuthorizationRequest> requests) => string.Join("; ", requests.Select(request => $"{request.Action} {request.Resource}"));
}
