namespace AccessUndenied.Aws.Tests.Simulation;

/// <summary>Every rule of the language and of its evaluation has a case, or a reason for having none.</summary>
public sealed class RuleCoverageTests
{
    [Test]
    public void Cases_OfAllRules_CoverEveryRuleThatIsNotLeftOut()
    {
        var folder = Path.Combine(CaseFiles.Root, "Simulation");
        var rules = CaseFiles.Read(Path.Combine(folder, "rule-ids.json")).EnumerateObject()
            .SelectMany(group => group.Value.EnumerateArray().Select(id => id.GetString()!)).ToList();
        var leftOut = CaseFiles.Read(Path.Combine(folder, "rules-left-out.json")).EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("id").GetString()!, entry => entry.GetProperty("why").GetString()!);
        var covered = SimulationCase.All().SelectMany(entry => entry.Rules).ToHashSet(StringComparer.Ordinal);

        rules.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(300);
        rules.Where(rule => !covered.Contains(rule) && !leftOut.ContainsKey(rule)).Should().BeEmpty();
        leftOut.Keys.Should().BeSubsetOf(rules);
        leftOut.Values.Should().OnlyContain(why => why.Length > 20);
        leftOut.Keys.Where(covered.Contains).Should().BeEmpty(because: "a rule that has a case is not left out");
    }
}
