using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Requests;
using AccessUndenied.Events;

namespace AccessUndenied.Aws.Tests.Explanations;

/// <summary>The refusals that no policy makes, row by row.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RefusalTests
{
    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    [TestCaseSource(nameof(Cases))]
    public void Find_MessageOfAService_GivesItsRow(object entry)
    {
        var c = (JsonElement)entry;

        var row = RefusalTable.Find(Text(c, "code"), Text(c, "message"), Text(c, "service") + ".amazonaws.com", Text(c, "operation"));

        (row?.Id ?? "").Should().Be(Text(c, "expected"), because: Text(c, "name"));
    }

    [Test]
    public void Find_EveryRow_HasACase() =>
        RefusalTable.Rows.Select(row => row.Id).Should().BeSubsetOf(Cases().Select(c => Text((JsonElement)c.Arguments[0]!, "expected")));

    [Test]
    public void Rows_All_AreWholeSentencesWithAPageOfAws()
    {
        RefusalTable.Rows.Should().HaveCountGreaterThan(80).And.OnlyHaveUniqueItems(row => row.Id);
        RefusalTable.Rows.SelectMany(row => row.Services).Distinct().Should().HaveCountGreaterThan(40);
        foreach (var row in RefusalTable.Rows)
        {
            row.Reason.Should().EndWith(".", because: row.Id);
            row.Advice.Should().EndWith(".", because: row.Id);
            row.Page.Should().StartWith("https://docs.aws.amazon.com/", because: row.Id);
            (row.Texts.Count + row.CodesAlone.Count).Should().BePositive(because: row.Id);
        }
    }

    [TestCase("User: arn:aws:iam::111111111111:user/ann is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/k\" because no identity-based policy allows the s3:GetObject action")]
    [TestCase("Access Denied")]
    public void Find_MessageOfAPolicy_GivesNothing(string message) =>
        RefusalTable.Find("AccessDenied", message, "s3.amazonaws.com", "GetObject").Should().BeNull();

    [Test]
    public void Find_HugeText_IsReadInLinearTime() =>
        RefusalTable.Find("AccessDenied", string.Concat(Enumerable.Repeat("management account ", 100_000)), "sso.amazonaws.com", "X").Should().BeNull();

    [Test]
    public void Resolve_RefusedImage_NamesTheImageOfTheRequest()
    {
        var refusal = Refusal("""{"code":{"imageUri":"111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop/cart:v1"}}""");

        refusal.Id.Should().Be("lambda-image-repository");
        refusal.Reason.Should().Contain("111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop/cart:v1");
        refusal.Advice.Should().Contain("lambda.amazonaws.com").And.Contain("ecr:BatchGetImage");
    }

    [TestCase("""{"imageUri":"repository"}""", "the image repository:")]
    [TestCase("{}", "the image of the request:")]
    [TestCase("""{"code":"text"}""", "the image of the request:")]
    public void Resolve_RefusedImage_TakesWhatThereIs(string parameters, string expected) => Refusal(parameters).Reason.Should().Contain(expected);

    private static ServiceRefusal Refusal(string parameters)
    {
        var c = JsonSerializer.SerializeToElement(new
        {
            source = "lambda",
            @event = "CreateFunction20150331",
            message = "Lambda does not have permission to access the ECR image. Check the ECR permissions.",
            parameters = JsonSerializer.Deserialize<JsonElement>(parameters),
        });
        return s_resolver.Resolve(SampleRecords.Of(c)).Hint.Refusal!;
    }

    private static IEnumerable<TestCaseData> Cases() => CaseFiles.Read(Path.Combine(
        Path.GetDirectoryName(typeof(CaseFiles).Assembly.Location)!, "Cases", "Explanations", "Refusals.json")).EnumerateArray()
        .Select(c => new TestCaseData(c).SetArgDisplayNames(Text(c, "name")));

    private static string Text(JsonElement c, string name) => c.GetProperty(name).GetString()!;
}
