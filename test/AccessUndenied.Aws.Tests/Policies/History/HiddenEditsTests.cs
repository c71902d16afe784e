using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>Hundreds of hidden edits, and the trail of them in every condition: what is rebuilt is the truth, or unknown.</summary>
internal sealed class HiddenEditsTests
{
    public static IEnumerable<TestCaseData> Conditions =>
        from seed in new[] { 1 }
        from condition in new[] { "whole", "reordered and doubled", "with a gap", "without its end", "one snapshot, at the end", "three snapshots and a gap" }
        select new TestCaseData(seed, condition);

    [TestCaseSource(nameof(Conditions))]
    public async Task FindAsync_EditsInATrail_AreTheTruthOrUnknown(int seed, string condition)
    {
        using var folder = new TemporaryFolder();
        var world = await HiddenWorld.MakeAsync(seed, condition, folder);
        var (same, unknown, wrong) = (0, 0, new List<string>());
        foreach (var (time, truth) in world.Moments)
        {
            var source = SourceOf(truth);
            foreach (var request in HiddenEdits.Requests(truth))
            {
                var moment = (await world.History.FindAsync(request, time, default))!;
                var expected = await source.GetPoliciesAsync(request, default);
                if (moment.Policies.Unavailable.Any(item => item.Kind == EvidenceKind.Tags) || moment.Timeline.Unknown.Count > 0)
                {
                    unknown += condition.Contains("gap", StringComparison.Ordinal) || condition.Contains("end", StringComparison.Ordinal) ? 1 : 0;
                }
                else if (TagsOf(moment.Policies) != TagsOf(expected))
                {
                    wrong.Add($"{time:s} {request.Action} tags\n  truth   {TagsOf(expected)}\n  rebuilt {TagsOf(moment.Policies)}");
                }

                foreach (var layer in Enum.GetValues<PolicyLayer>())
                {
                    if (moment.Policies.IsUnavailable(layer) || moment.Timeline.Unknown.Any(item => item.Layer == layer || item.Why.StartsWith("the trail seems", StringComparison.Ordinal)))
                    {
                        unknown++;
                    }
                    else if (TextOf(moment.Policies, layer) == TextOf(expected, layer))
                    {
                        same++;
                    }
                    else
                    {
                        wrong.Add($"{time:s} {request.Principal.Id} {request.Action} {layer}\n  truth   {TextOf(expected, layer)}\n  rebuilt {TextOf(moment.Policies, layer)}");
                    }
                }
            }
        }

        TestContext.Out.WriteLine($"{condition}, seed {seed}: {same} layers rebuilt, {unknown} unknown, {wrong.Count} wrong");
        wrong.Take(3).Should().BeEmpty();
        same.Should().BeGreaterThan(condition is "one snapshot, at the end" ? 100 : 1000);
        if (condition is "whole" or "reordered and doubled")
        {
            unknown.Should().Be(0);
        }
    }

    // HIST-11: whether the edit was in effect, nobody knows within seconds of it; either truth is among what is tried, or it is unknown.
    [TestCase(-9)]
    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(2)]
    [TestCase(10)]
    public async Task FindAsync_WithinSecondsOfAnEdit_IsEitherTruthOrUnknown(int seconds)
    {
        using var folder = new TemporaryFolder();
        var world = await HiddenWorld.MakeAsync(1, "whole", folder);
        var (same, tried, wrong) = (0, 0, new List<string>());
        foreach (var ((_, before), (edited, after)) in world.Moments.Zip(world.Moments.Skip(1)).Where((_, i) => i % 3 == 0 && (seconds < 3 || world.EventIds[i + 1].Count == 1)))
        {
            var time = edited.AddSeconds(seconds - 20);
            foreach (var request in HiddenEdits.Requests(after).Where((_, i) => i % 3 == 0))
            {
                var moment = (await world.History.FindAsync(request, time, default))!;
                PolicySet[] truths = [await SourceOf(before).GetPoliciesAsync(request, default), await SourceOf(after).GetPoliciesAsync(request, default)];
                foreach (var layer in new[] { PolicyLayer.Identity, PolicyLayer.PermissionsBoundary, PolicyLayer.Resource, PolicyLayer.ServiceControl })
                {
                    var texts = truths.Select(truth => TextOf(truth, layer)).Distinct().ToList();
                    var isUnknown = moment.Policies.IsUnavailable(layer);
                    if (!isUnknown && texts.Exists(text => text != TextOf(moment.Policies, layer)))
                    {
                        wrong.Add($"{time:s} {request.Principal.Id} {request.Action} {layer}\n  truths  {string.Join("\n          ", texts)}\n  rebuilt {TextOf(moment.Policies, layer)}");
                    }

                    if (isUnknown && moment.Alternatives.Count > 0 && texts.Exists(text => !moment.Alternatives.Any(set => set.IsUnavailable(layer) || TextOf(set, layer) == text)))
                    {
                        wrong.Add($"{time:s} {request.Principal.Id} {request.Action} {layer} is not tried\n  truths {string.Join("\n         ", texts)}");
                    }

                    (same, tried) = (same + (isUnknown ? 0 : 1), tried + (moment.Alternatives.Count > 0 ? 1 : 0));
                }
            }
        }

        TestContext.Out.WriteLine($"{seconds} s: {same} layers certain, {tried} tried, {wrong.Count} wrong");
        wrong.Take(3).Should().BeEmpty();
        same.Should().BeGreaterThan(500);
        tried.Should().BeGreaterThan(20);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task AnalyzeAsync_DenialThatAnEditCaused_NamesTheEdit(int seed)
    {
        using var folder = new TemporaryFolder();
        var world = await HiddenWorld.MakeAsync(seed, "whole", folder);
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(world.Snapshots[0]).UsePolicyHistory(world.History);
        await using var provider = services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        var simulator = new LocalSimulator();
        var culprits = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var before = new Dictionary<string, Decision>(StringComparer.Ordinal);
        var (caused, named, missed) = (0, 0, new List<string>());
        for (var i = 0; i < world.Moments.Count; i++)
        {
            var (time, truth) = world.Moments[i];
            var source = SourceOf(truth);
            foreach (var request in HiddenEdits.Requests(truth))
            {
                var decision = await simulator.DecideAsync(request, await source.GetPoliciesAsync(request, default), default);
                var key = $"{request.Principal.Id} {request.Action}";
                if (before.TryGetValue(key, out var earlier) && earlier == Decision.Allowed && decision is Decision.ImplicitDeny or Decision.ExplicitDeny)
                {
                    culprits[key] = world.EventIds[i];
                }
                else if (decision == Decision.Allowed)
                {
                    culprits.Remove(key);
                }

                before[key] = decision;
                if (culprits.TryGetValue(key, out var culprit) && i % 7 == 0)
                {
                    var result = await analyzer.AnalyzeAsync(await DeniedAsync(request, time.AddSeconds(1)));
                    caused++;
                    if (result.History?.Changes is [{ Effect: ChangeEffect.MadeDenied } first, ..] && culprit.Contains(first.EventId!))
                    {
                        named++;
                    }
                    else
                    {
                        missed.Add($"{time:s} {key}: {string.Join(", ", culprit)}, and not {(result.History?.Changes is [var other, ..] ? $"{other.EventId} {other.Action} {other.Effect}" : "nothing")}");
                    }
                }
            }
        }

        TestContext.Out.WriteLine($"seed {seed}: {caused} denials that an edit caused, {named} culprits named");
        caused.Should().BeGreaterThan(20);
        ((double)named / caused).Should().BeGreaterThanOrEqualTo(0.99, string.Join('\n', missed.Take(5)));
    }

    private static SnapshotPolicySource SourceOf(JsonObject truth) =>
        new(new SnapshotBuilder().Add(Encoding.UTF8.GetBytes(truth.ToJsonString()), "truth").Build());

    private static string TextOf(PolicySet set, PolicyLayer layer) => layer switch
    {
        PolicyLayer.Identity => TextOf(set.Identity),
        PolicyLayer.PermissionsBoundary => TextOf(set.PermissionsBoundaries),
        PolicyLayer.Resource => TextOf(set.ResourcePolicy is { } policy ? [policy] : []),
        PolicyLayer.ServiceControl => string.Join(" > ", set.ServiceControl.Select(node => $"{node.Id}: {TextOf(node.Policies)}")),
        _ => "",
    };

    private static string TagsOf(PolicySet set) => string.Join(", ", set.Facts.Values.Where(fact => fact.Key.Contains("ResourceTag/", StringComparison.Ordinal))
        .Select(fact => $"{fact.Key}={fact.Value}").Order(StringComparer.Ordinal));

    private static string TextOf(IEnumerable<AttachedPolicy> policies) => string.Join("; ", policies.Select(policy =>
        $"{policy.AttachedTo} {policy.Id ?? policy.Name} {string.Concat(policy.Document?.Statements.Select(one => Encoding.UTF8.GetString(one.Json.Span)) ?? ["none"])}").Order(StringComparer.Ordinal));

    private static async Task<CloudTrailEvent> DeniedAsync(AuthorizationRequest request, DateTimeOffset time)
    {
        var record = HiddenEdits.Denied(request, time, "denied");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(record.ToJsonString()));
        return await CloudTrailReader.ReadAsync(stream, new CloudTrailReaderOptions(), new ReadSummary()).FirstAsync();
    }
}
