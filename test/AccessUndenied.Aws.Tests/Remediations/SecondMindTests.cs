using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Reference;
using AccessUndenied.Aws.Tests.Remediations.Opening;
using AccessUndenied.Aws.Tests.Reports;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Has the plain evaluator decide what was verified: the request is allowed after the change, and of its neighbors only what is said to open.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SecondMindTests
{
    private static readonly Lazy<IReadOnlyList<(string Name, AnalysisResult Result, PolicySet Policies)>> s_samples = new(() => AnalyzeAsync().GetAwaiter().GetResult());

    private static readonly HashSet<string> s_reports = [.. ReportCase.Names];

    [TestCaseSource(nameof(Verified))]
    public void Evaluate_VerifiedRemediation_AllowsTheRequest(string name, int index)
    {
        var (request, before, after, remediation) = Find(name, index);

        PlainEvaluator.Evaluate(PlainQuestion.Of(request, after)).Decision.Should().Be("allowed", because: remediation.Sentence);
        PlainEvaluator.Evaluate(PlainQuestion.Of(request, before)).Decision.Should().NotBe("allowed");
    }

    [TestCaseSource(nameof(Verified))]
    public void Evaluate_Neighbors_OpenOnlyAsSaid(string name, int index)
    {
        var (request, before, after, remediation) = Find(name, index);
        remediation.OpensExactly.Should().NotBeEmpty();
        var parts = remediation.OpensExactly.Select(part => new OpenedReader(part)).ToList();

        foreach (var (neighbor, own) in Neighbors.Of(request))
        {
            var opens = PlainEvaluator.Evaluate(PlainQuestion.Of(neighbor, own(before))).Decision != "allowed"
                && PlainEvaluator.Evaluate(PlainQuestion.Of(neighbor, own(after))).Decision == "allowed";
            if (opens)
            {
                parts.Should().Contain(
                    part => Covers(part.Part.Principal, neighbor.Principal, request.Principal) && IsIn(part, name, neighbor),
                    because: $"{neighbor.Principal} may now do {neighbor.Action} on {neighbor.Resource}; said is {string.Join('\n', remediation.Opens)}");
            }
        }
    }

    [TestCaseSource(nameof(Verified))]
    public void OpensExactly_HasTheRequest(string name, int index)
    {
        var (request, _, _, remediation) = Find(name, index);

        remediation.OpensExactly.Select(part => new OpenedReader(part))
            .Should().Contain(part => IsIn(part, name, request), because: string.Join('\n', remediation.Opens));
    }

    [TestCaseSource(nameof(Verified))]
    public void Opens_NothingElse_IsSaidWhereOnePartAndTheRequestAreAll(string name, int index)
    {
        var (_, _, _, remediation) = Find(name, index);
        var result = s_samples.Value.First(sample => sample.Name == name).Result;
        var requested = result.AlsoRefused.Select(refused => refused.Request.Action).Append(result.Request!.Action).ToList();
        if (remediation.Opens.Any(sentence => sentence.Contains("nothing else", StringComparison.Ordinal)))
        {
            remediation.OpensExactly.Should().OnlyContain(part => part.Example == null && part.Actions.All(action => requested.Contains(action)) && part.Resources.Count == 1);
        }
    }

    // TRUST-06: a provider serves many tenants, so that trust in it without a claim of one's own is trust in all of them.
    [TestCaseSource(nameof(VerifiedOfOutsideIdentities))]
    public void Changes_OfOutsideIdentity_NameTheProviderOfTheRoleAndAClaim(string name, int index)
    {
        var (request, _, _, remediation) = Find(name, index);
        foreach (var change in remediation.Changes.Where(change => change is { IsAddition: true, Layer: PolicyLayer.RoleTrust }))
        {
            var statements = System.Text.Json.Nodes.JsonNode.Parse(change.Json)!["Statement"]!.AsArray();
            foreach (var statement in statements)
            {
                var provider = statement!["Principal"]!["Federated"]!.GetValue<string>();
                var issuer = request.Principal.Kind == PrincipalKind.Saml ? "saml" : provider[(provider.IndexOf("oidc-provider/", StringComparison.Ordinal) is >= 0 and var at ? at + "oidc-provider/".Length : 0)..];
                provider.Should().Be(request.Principal.Id);
                (provider.Split(':') is not [_, _, _, _, var account, ..] || account == request.Resource.Value!.Split(':')[4]).Should().BeTrue(because: "a role trusts the providers of its own account alone");
                (statement["Condition"]?.ToJsonString() ?? "").ToUpperInvariant().Should().Contain($"\"{issuer.ToUpperInvariant()}:");
            }
        }
    }

    [Test]
    public void Samples_HaveVerifiedRemediationsForOutsideIdentities() => VerifiedOfOutsideIdentities().Should().NotBeEmpty();

    private static IEnumerable<TestCaseData> VerifiedOfOutsideIdentities() =>
        Verified().Where(data => Find((string)data.Arguments[0]!, (int)data.Arguments[1]!).Request.Principal.Kind is PrincipalKind.WebIdentity or PrincipalKind.Saml);

    private static IEnumerable<TestCaseData> Verified() =>
        from sample in s_samples.Value
        from index in Enumerable.Range(0, sample.Result.Remediations.Count)
        where sample.Result.Remediations[index] is { Verified: true, Changes.Count: > 0 } && IsKnownToBoth(sample.Result.Request!.Principal)
        select new TestCaseData(sample.Name, index);

    // Records of reports leave keys open that decided: what opens is then said with a condition on them.
    private static bool IsIn(OpenedReader part, string name, AuthorizationRequest request) => s_reports.Contains(name)
        ? part.MayContain(request.Action, request.Resource.ToString(), WithCaller(request))
        : part.Contains(request.Action, request.Resource.ToString(), WithCaller(request));

    // The format of requests has no callers of whom no more than an account is known.
    private static bool IsKnownToBoth(Principal principal) => principal.Kind is not (PrincipalKind.Unknown or PrincipalKind.Account or PrincipalKind.DirectoryUser);

    private static (AuthorizationRequest Request, PolicySet Before, PolicySet After, Remediation Remediation) Find(string name, int index)
    {
        var (_, result, policies) = s_samples.Value.First(sample => sample.Name == name);
        var before = policies with { Unavailable = [] };
        var remediation = result.Remediations[index];
        var request = result.Request! with { Context = result.Request!.Context.With(remediation.Sets) };
        return (request, before, PolicyEdits.Apply(before, remediation.Changes, result.Request!), remediation);
    }

    private static bool Covers(string principal, Principal neighbor, Principal caller) =>
        principal == "*" || principal == neighbor.Id || principal == neighbor.EntityId
        || (neighbor.AccountId is { } account && (principal.StartsWith(account + ":", StringComparison.Ordinal)
            || (account == caller.AccountId && (principal.StartsWith("everybody", StringComparison.Ordinal) || principal.StartsWith("all members", StringComparison.Ordinal) || principal.EndsWith("their own policies allow", StringComparison.Ordinal)))));

    private static RequestContext WithCaller(AuthorizationRequest request)
    {
        var keys = request.Context.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in new[] { ("aws:PrincipalArn", request.Principal.EntityId ?? request.Principal.Id), ("aws:PrincipalAccount", request.Principal.AccountId) })
        {
            if (value is not null && (!keys.TryGetValue(key, out var known) || !known.IsKnown))
            {
                keys[key] = ContextValue.Of(value);
            }
        }

        return RequestContext.Resolving(keys, key => request.Context[key]);
    }

    private static async Task<IReadOnlyList<(string Name, AnalysisResult Result, PolicySet Policies)>> AnalyzeAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples");
        await using var provider = new ServiceCollection().AddAccessUndenied().UseSnapshot(Path.Combine(folder, "snapshot.json")).Services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        var source = provider.GetRequiredService<IPolicySource>();
        var samples = new List<(string, AnalysisResult, PolicySet)>();
        await foreach (var result in analyzer.AnalyzeAsync(CloudTrailReader.ReadPathAsync(Path.Combine(folder, "events.json"), new(), new())))
        {
            if (result.Request is { } request)
            {
                samples.Add((result.EventId, result, await source.GetPoliciesAsync(request, default)));
            }
        }

        foreach (var name in ReportCase.Names)
        {
            foreach (var (result, policies) in await ReportCase.Read(name).AnalyzeWithPoliciesAsync())
            {
                if (policies is not null)
                {
                    samples.Add((name, result, policies));
                }
            }
        }

        return samples;
    }
}
