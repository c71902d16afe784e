using AccessUndenied.Results;
using AccessUndenied.Samples.OtherCloud;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.OtherCloud;

public sealed class NimbusTests
{
    private IReadOnlyList<AnalysisResult> _results = [];

    [OneTimeSetUp]
    public async Task Analyze()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseNimbus(await File.ReadAllTextAsync(Path.Combine(SampleData.Cases, "OtherCloud", "policies.json")));
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        using var log = File.OpenText(Path.Combine(SampleData.Cases, "OtherCloud", "audit.jsonl"));
        var results = new List<AnalysisResult>();
        await foreach (var result in provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(NimbusAuditLog.ReadAsync(log)))
        {
            results.Add(result);
        }

        _results = results;
    }

    [Test]
    public void References_OfTheOtherCloud_AreCoreAlone() =>
        typeof(NimbusEvent).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("AccessUndenied", StringComparison.Ordinal) || name.StartsWith("AWSSDK", StringComparison.Ordinal))
            .Should().Equal("AccessUndenied.Core");

    [Test]
    public void AnalyzeAsync_TheLog_GivesAResultForEachRefusalAndEachBadLine() =>
        _results.Select(result => $"{result.EventId} {result.Assessment}").Should().Equal(
            "n-1 MissingAllowInIdentityPolicy", "n-3 ExplicitDenyInIdentityPolicy", "n-4 MissingAllowInIdentityPolicy", "n-5 MissingAllowInIdentityPolicy", " Error");

    [Test]
    public void AnalyzeAsync_OtherResource_IsANearMiss() =>
        _results[0].NearMisses.Should().ContainSingle().Which.Sentence.Should().Contain("shop/disk/data").And.Contain("shop/disk/logs");

    [Test]
    public void AnalyzeAsync_Deny_NamesStatementKeyAndValue()
    {
        var cause = _results[1].Causes.Should().ContainSingle().Subject;
        cause.Statement!.Sid.Should().Be("NotInSouth");
        cause.Sentence.Should().Contain("nimbus:Zone").And.Contain("south");
    }

    [Test]
    public void AnalyzeAsync_ZoneThatTheLogDoesNotTell_IsUnknown() =>
        _results[2].Evidence.Complete.Should().BeFalse();

    [Test]
    public void AnalyzeAsync_LineThatIsNone_SaysWhichLine() =>
        _results[^1].ErrorMessage.Should().StartWith("line 6 is no entry of the audit log");

    [Test]
    public void AnalyzeAsync_WithoutADialect_PlansNothing() =>
        _results.Should().OnlyContain(result => result.Remediations.Count == 0);
}
