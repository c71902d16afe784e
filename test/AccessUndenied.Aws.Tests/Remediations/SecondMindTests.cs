using AccessUndenied.Aws.Tests.Reference;
using AccessUndenied.Aws.Tests.Remediations.Opening;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Has the plain evaluator decide what was verified: the request is allowed after the change, and of its neighbors only what is said to open.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SecondMindTests
{
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
        var result = AnalyzedSamples.Find(name).Result;
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
        from verified in AnalyzedSamples.Verified()
        where IsKnownToBoth(verified.Sample.Result.Request!.Principal)
        select new TestCaseData(verified.Sample.Name, verified.Index);

    // Records of reports leave keys open that decided: what opens is then said with a condition on them.
    private static bool IsIn(OpenedReader part, string name, AuthorizationRequest request) => AnalyzedSamples.IsReport(name)
        ? part.MayContain(request.Action, request.Resource.ToString(), WithCaller(request))
        : part.Contains(request.Action, request.Resource.ToString(), WithCaller(request));

    // The format of requests has no callers of whom no more than an account is known.
    private static bool IsKnownToBoth(Principal principal) => principal.Kind is not (PrincipalKind.Unknown or PrincipalKind.Account or PrincipalKind.DirectoryUser);

    private static (AuthorizationRequest Request, PolicySet Before, PolicySet After, Remediation Remediation) Find(string name, int index)
    {
        var sample = AnalyzedSamples.Find(name);
        var remediation = sample.Result.Remediations[index];
        var all = sample.With(remediation, remediation.Changes).ToList();

        // What the caller mends needs no change of a policy: of several requests the first that does is the one to ask about.
        var mended = all.FindIndex(item => PlainEvaluator.Evaluate(PlainQuestion.Of(item.Request, item.Before)).Decision != "allowed");
        var (request, before, after) = all[Math.Max(mended, 0)];
        return (request, before, after, remediation);
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
}
