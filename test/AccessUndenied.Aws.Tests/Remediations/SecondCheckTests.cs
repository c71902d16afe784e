using AccessUndenied.Aws.Events;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>
/// Does what a reader would do: runs the commands of every verified remediation, here on the snapshot file, and has the event explained again.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class SecondCheckTests
{
    private static readonly string s_snapshot = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "snapshot.json"));
    private static readonly Lazy<IReadOnlyList<(CloudTrailEvent Event, AnalysisResult Result)>> s_samples = new(Analyze);

    [TestCaseSource(nameof(Verified))]
    public void Apply_VerifiedRemediation_LetsTheEventThrough(string eventId, int index)
    {
        var (deniedEvent, result) = s_samples.Value.Single(sample => sample.Result.EventId == eventId);
        var remediation = result.Remediations[index];

        var after = AnalyzeWith(deniedEvent, result, remediation.Changes);

        Check(after, result, remediation);
    }

    [TestCaseSource(nameof(VerifiedOfSeveralParts))]
    public void Apply_RemediationWithOneChangeLeftOut_IsNotEnough(string eventId, int index, int leftOut)
    {
        var (deniedEvent, result) = s_samples.Value.Single(sample => sample.Result.EventId == eventId);
        var changes = result.Remediations[index].Changes;
        var left = changes[leftOut];

        // What changes the same policy is one command, of which no half can be left out.
        var fewer = changes.Where(change => !PlanSearch.IsOfSamePolicy(change, left) && !ReferenceEquals(change, left)).ToList();

        // What the call needs besides is refused on, though what the error text names may be allowed by then.
        var after = AnalyzeWith(deniedEvent, result, fewer);
        (after.Assessment == Assessment.Allowed && after.AlsoRefused.Count == 0).Should().BeFalse();
    }

    [Test]
    public void Samples_OfferVerifiedRemediationsInEveryLayerThatCanBeChanged() => s_samples.Value
        .SelectMany(sample => sample.Result.Remediations).Where(remediation => remediation.Verified).SelectMany(remediation => remediation.Changes)
        .Select(change => change.Layer).Distinct().Should().Contain(
            [PolicyLayer.Identity, PolicyLayer.PermissionsBoundary, PolicyLayer.Resource, PolicyLayer.RoleTrust, PolicyLayer.ServiceControl, PolicyLayer.ResourceControl, PolicyLayer.VpcEndpoint]);

    [TestCaseSource(nameof(Findings))]
    public void Apply_RemediationOfAFinding_LetsEveryEventThatItCountsThrough(int number)
    {
        var finding = ResultGrouping.Group(s_samples.Value.Select(sample => sample.Result))[number];
        var members = s_samples.Value.Where(sample => ResultGrouping.Group([sample.Result, finding.Example]).Count == 1).ToList();
        members.Should().HaveCount(finding.Count);

        var through = members.Count(member => AnalyzeWith(member.Event, member.Result, finding.Remediation!.Changes).Assessment == Assessment.Allowed);

        through.Should().BeGreaterThanOrEqualTo(finding.RemediatedCount);
    }

    private static IEnumerable<TestCaseData> Verified() =>
        from sample in s_samples.Value
        from index in Enumerable.Range(0, sample.Result.Remediations.Count)
        where sample.Result.Remediations[index] is { Verified: true, Sets.Count: 0 } && !sample.Result.Remediations[index].Changes.Any(IsOfTheCall)
        select new TestCaseData(sample.Result.EventId, index);

    // A session policy is passed when the session is made and is part of no snapshot.
    private static bool IsOfTheCall(PolicyChange change) => change.Layer == PolicyLayer.Session;

    private static IEnumerable<TestCaseData> VerifiedOfSeveralParts() =>
        from sample in s_samples.Value
        from index in Enumerable.Range(0, sample.Result.Remediations.Count)
        where sample.Result.Remediations[index] is { Verified: true, Changes.Count: > 1 }
        from leftOut in Enumerable.Range(0, sample.Result.Remediations[index].Changes.Count)
        select new TestCaseData(sample.Result.EventId, index, leftOut);

    private static IEnumerable<TestCaseData> Findings() => ResultGrouping.Group(s_samples.Value.Select(sample => sample.Result))
        .Select((finding, number) => (finding, number)).Where(item => item.finding is { Count: > 1, Remediation: { Verified: true, Changes.Count: > 0 } })
        .Select(item => new TestCaseData(item.number));

    private static void Check(AnalysisResult after, AnalysisResult before, Remediation remediation) => (after.Assessment == Assessment.Allowed && after.AlsoRefused.Count == 0).Should().BeTrue(
        because: $"{before.EventId} {before.Assessment}: {remediation.Sentence}\n{TextReport.ToText(after)}\n{string.Concat(remediation.Changes.SelectMany(change => change.Scripts.Take(1)).Select(script => script.Text))}");

    private static AnalysisResult AnalyzeWith(CloudTrailEvent deniedEvent, AnalysisResult result, IReadOnlyList<PolicyChange> changes)
    {
        var accounts = new SnapshotAccounts(s_snapshot);
        foreach (var change in changes)
        {
            if (change.Scripts.Count == 0)
            {
                // The command of what is changed in the same policy does both.
                changes.Should().Contain(other => other.Scripts.Count > 0 && PlanSearch.IsOfSamePolicy(other, change));
                continue;
            }

            var account = AccountOf(change, result);
            change.AccountId.Should().BeOneOf(account, change.Layer is PolicyLayer.ServiceControl or PolicyLayer.ResourceControl ? "111111111111" : account, null);
            var set = change.AttachmentTarget?.Split("permission set ")[^1] ?? "";
            foreach (var command in Commands(change.Scripts.First(script => script.Format == "aws-cli").Text, accounts.ToJson(), account, set))
            {
                accounts.Run(command, account, set).Should().BeTrue(because: string.Join(' ', command));
            }
        }

        return Analyze(accounts.ToJson(), [deniedEvent]).Single();
    }

    // The script is run in a shell until it has read all that it asks for, each time from its beginning.
    private static IEnumerable<IReadOnlyList<string>> Commands(string script, string snapshot, string account, string set)
    {
        using var shell = new PosixShell();
        shell.Answer("organizations create-policy", "p-new");
        var reading = new SnapshotReading(snapshot);
        var answered = new HashSet<string>();
        while (true)
        {
            var (exitCode, calls, printed) = shell.Run(script);
            var asked = calls.Where(call => SnapshotReading.IsReading(call) && !call.Contains("") && answered.Add(call[0] + " " + call[1])).ToList();
            foreach (var call in asked)
            {
                if (reading.Answer(call, account, set) is { Error: { } error })
                {
                    shell.Fail(call[0] + " " + call[1], error);
                }
                else
                {
                    shell.Answer(call[0] + " " + call[1], reading.Answer(call, account, set).Text!);
                }
            }

            if (asked.Count == 0)
            {
                exitCode.Should().Be(0, because: script + printed);
                return calls.Where(call => !SnapshotReading.IsReading(call));
            }

            calls.Should().OnlyContain(call => SnapshotReading.IsReading(call), because: "nothing is written before what is there was read: " + script);
        }
    }

    private static string AccountOf(PolicyChange change, AnalysisResult result) =>
        change.AttachmentTarget?.Split(':') is [_, _, _, _, { Length: 12 } account, ..] ? account
        : change.Layer == PolicyLayer.Resource ? result.Request!.Resource.AccountId! : result.Request!.Principal.AccountId!;

    private static IReadOnlyList<(CloudTrailEvent Event, AnalysisResult Result)> Analyze()
    {
        var events = Read().GetAwaiter().GetResult();
        return [.. events.Zip(Analyze(s_snapshot, events))];
    }

    private static async Task<List<CloudTrailEvent>> Read()
    {
        var events = new List<CloudTrailEvent>();
        await foreach (var deniedEvent in CloudTrailReader.ReadPathAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "events.json"), new(), new()).ConfigureAwait(false))
        {
            events.Add(deniedEvent);
        }

        return events;
    }

    private static List<AnalysisResult> Analyze(string snapshot, IReadOnlyList<CloudTrailEvent> events)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, snapshot);
            using var provider = new ServiceCollection().AddAccessUndenied().UseSnapshot(path).Services.BuildServiceProvider();
            var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
            return [.. events.Select(deniedEvent => analyzer.AnalyzeAsync(deniedEvent).AsTask().GetAwaiter().GetResult())];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
