using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Remediations;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>No narrower change of the kinds that are offered lets through all that the event was refused.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NarrowestChangeTests
{
    private static readonly LocalSimulator s_simulator = new();

    [TestCaseSource(nameof(Verified))]
    public void Changes_OneStepNarrower_DoNotSuffice(string name, int index)
    {
        var sample = AnalyzedSamples.Find(name);
        var remediation = sample.Result.Remediations[index];
        IsAllowed(sample, remediation, remediation.Changes).Should().BeTrue(because: remediation.Sentence);

        var sufficient = NarrowerChanges.Of(remediation.Changes, [.. sample.Refused.Select(refused => refused.Request)])
            .Where(narrower => IsAllowed(sample, remediation, narrower.Changes)).Select(narrower => narrower.Step);

        sufficient.Should().BeEmpty(because: $"{remediation.Sentence}\n{string.Join('\n', remediation.Changes.Select(change => change.Json))}");
    }

    // What is tried finds what is wider than needed.
    [Test]
    public async Task Of_ChangeWiderThanNeeded_HasEachStepThatSuffices()
    {
        const string Wide = """{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::b/*"}""";
        var (request, policies) = StoryCase.Read("""{"principal":"arn:aws:iam::111111111111:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/x","identityPolicies":[]}"""u8.ToArray());
        var plan = (await Plans.ForAsync(request, policies)).First(candidate => candidate.Changes.Count > 0);
        var wide = new Remediation(plan) { Changes = [plan.Changes[0] with { AddedStatements = [Wide] }, plan.Changes[0]] };

        NarrowerChanges.Of(wide.Changes, [request])
            .Where(narrower => s_simulator.Decide(request, PolicyEdits.Apply(policies, narrower.Changes, request)).Decision == Decision.Allowed)
            .Select(narrower => narrower.Step)
            .Should().BeEquivalentTo(
                "without change 0", "without change 1", "change 0: statement 0 without Action s3:PutObject", "change 0: statement 0 without Action s3:GetObject",
                "change 0: statement 0 Resource arn:aws:s3:::b/x for arn:aws:s3:::b/*");
    }

    private static IEnumerable<TestCaseData> Verified() => AnalyzedSamples.Verified().Select(verified => new TestCaseData(verified.Sample.Name, verified.Index));

    private static bool IsAllowed(AnalyzedSample sample, Remediation remediation, IReadOnlyList<PolicyChange> changes) =>
        sample.With(remediation, changes).All(item => s_simulator.Decide(item.Request, item.After).Decision == Decision.Allowed);
}
