using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies;

public sealed class SnapshotPolicySourceTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Cases", "Policies");
    private static readonly SnapshotPolicySource s_source = new(Snapshot.Open([Path.Combine(s_folder, "snapshot.json")]));

    public static IEnumerable<TestCaseData> Cases()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_folder, "SnapshotPolicySource.json")));
        foreach (var entry in file.RootElement.EnumerateArray())
        {
            yield return new TestCaseData(entry.Clone()).SetArgDisplayNames(entry.GetProperty("rule").GetString()!, entry.GetProperty("name").GetString()!);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task GetPoliciesAsync_CaseFile_GivesWhatIsExpected(JsonElement entry)
    {
        var set = await s_source.GetPoliciesAsync(RequestOf(entry), CancellationToken.None);

        foreach (var expected in entry.GetProperty("expected").EnumerateObject())
        {
            Check(set, expected.Name, expected.Value);
        }
    }

    [Test]
    public async Task GetPoliciesAsync_SameRequestAgain_GivesTheSameSet()
    {
        var request = new AuthorizationRequest
        {
            Principal = new() { Kind = PrincipalKind.Root, Id = "arn:aws:iam::111111111111:root", AccountId = "111111111111" },
            Action = "s3:GetObject",
            Resource = new("arn:aws:s3:::notes/a"),
        };
        var first = await s_source.GetPoliciesAsync(request, CancellationToken.None);
        var second = await s_source.GetPoliciesAsync(request with { Resource = new("arn:aws:s3:::notes/b") }, CancellationToken.None);

        second.Should().BeSameAs(first);
    }

    [Test]
    public async Task GetPoliciesAsync_PolicyAttachedTwice_IsCompiledOnce()
    {
        var user = await Get(PrincipalKind.User, "arn:aws:iam::111111111111:user/staff/alex");
        var role = await Get(PrincipalKind.Role, "arn:aws:iam::111111111111:role/apps/web");

        var ofUser = user.Identity.Single(policy => policy.Name == "team-base");
        var ofRole = role.Identity.Single(policy => policy.Name == "team-base");
        ofUser.Document.Should().BeSameAs(ofRole.Document);
        ofUser.Document!.Statements.Single().Sid.Should().Be("Current");
        ofUser.LastModified.Should().Be(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));
        ofUser.Id.Should().Be("arn:aws:iam::111111111111:policy/team/team-base");
    }

    [Test]
    public async Task GetPoliciesAsync_PolicyIsNoPolicy_TellsFileAndPlace()
    {
        var role = await Get(PrincipalKind.Role, "arn:aws:iam::111111111111:role/apps/web");

        role.Identity.Single(policy => policy.Name == "broken").Problem.Should()
            .Contain("snapshot.json").And.Contain("$.Accounts.111111111111.AuthorizationDetails.RoleDetailList[0].RolePolicyList[1].PolicyDocument");
    }

    [Test]
    public async Task GetPoliciesAsync_ResourceThatTheSnapshotLacks_AsksTheProviderOnce()
    {
        var provider = new QueueProvider(new ResourcePolicyLookup.Found(PolicyDocument.Parse("""{"Statement":[]}""")));
        var source = new SnapshotPolicySource(Snapshot.Open([Path.Combine(s_folder, "snapshot.json")]), [provider]);

        for (var i = 0; i < 2; i++)
        {
            var set = await source.GetPoliciesAsync(QueueRequest("222222222222"), CancellationToken.None);
            set.ResourcePolicy!.AttachedTo.Should().Be("arn:aws:sqs:eu-west-1:222222222222:q");
            set.IsUnavailable(PolicyLayer.Resource).Should().BeFalse();
        }

        provider.Asked.Should().Be(1);
    }

    [Test]
    public async Task GetPoliciesAsync_ResourceThatTheSnapshotKnows_DoesNotAskTheProvider()
    {
        var provider = new QueueProvider(new ResourcePolicyLookup.NoPolicy());
        var source = new SnapshotPolicySource(Snapshot.Open([Path.Combine(s_folder, "snapshot.json")]), [provider]);

        await source.GetPoliciesAsync(QueueRequest("111111111111"), CancellationToken.None);

        provider.Asked.Should().Be(0);
    }

    [Test]
    public async Task GetPoliciesAsync_ProviderThatFails_GivesItsReasonAndIsAskedAgain()
    {
        var provider = new QueueProvider(new ResourcePolicyLookup.Unavailable("sqs:GetQueueAttributes was denied"));
        var source = new SnapshotPolicySource(Snapshot.Open([Path.Combine(s_folder, "snapshot.json")]), [provider]);

        var set = await source.GetPoliciesAsync(QueueRequest("222222222222"), CancellationToken.None);
        await source.GetPoliciesAsync(QueueRequest("222222222222"), CancellationToken.None);

        set.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Resource && item.Why == "sqs:GetQueueAttributes was denied");
        provider.Asked.Should().Be(2);
    }

    [Test]
    public async Task GetPoliciesAsync_Canceled_Throws()
    {
        var act = async () => await s_source.GetPoliciesAsync(QueueRequest("111111111111"), new CancellationToken(canceled: true));

        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public void GetPoliciesAsync_FromSeveralThreads_GivesEqualAnswers()
    {
        var source = new SnapshotPolicySource(Snapshot.Open([Path.Combine(s_folder, "snapshot.json")]));
        var names = new System.Collections.Concurrent.ConcurrentBag<string>();

        Parallel.For(0, 200, i =>
        {
            var principal = new Principal { Kind = PrincipalKind.Role, Id = "arn:aws:iam::111111111111:role/apps/web", AccountId = "111111111111" };
            var request = new AuthorizationRequest { Principal = principal, Action = "s3:GetObject", Resource = new($"arn:aws:s3:::notes/{i}") };
            names.Add(string.Join(',', source.GetPoliciesAsync(request, CancellationToken.None).AsTask().Result.Identity.Select(policy => policy.Name)));
        });

        names.Distinct().Should().Equal("queue,broken,team-base");
    }

    private static async Task<PolicySet> Get(PrincipalKind kind, string arn) =>
        await s_source.GetPoliciesAsync(
            new() { Principal = new() { Kind = kind, Id = arn, EntityId = arn, AccountId = "111111111111" }, Action = "s3:ListAllMyBuckets", Resource = ResourceId.Any },
            CancellationToken.None);

    private static AuthorizationRequest QueueRequest(string account) => new()
    {
        Principal = new() { Kind = PrincipalKind.Root, Id = $"arn:aws:iam::{account}:root", AccountId = account },
        Action = "sqs:SendMessage",
        Resource = new($"arn:aws:sqs:eu-west-1:{account}:q"),
    };

    private static AuthorizationRequest RequestOf(JsonElement entry)
    {
        var principal = entry.GetProperty("principal");
        return new()
        {
            Principal = new()
            {
                Kind = Enum.Parse<PrincipalKind>(Text(principal, "kind")!),
                Id = Text(principal, "id")!,
                AccountId = Text(principal, "account"),
                EntityId = Text(principal, "entity"),
                EntityIsExact = !principal.TryGetProperty("exact", out var exact) || exact.GetBoolean(),
                UniqueId = Text(principal, "uniqueId"),
                SessionName = Text(principal, "session"),
            },
            Action = Text(entry, "action")!,
            Resource = new(Text(entry, "resource")!, Text(entry, "resourceAccount")),
            NetworkEndpointId = Text(entry, "endpoint"),
        };
    }

    private static void Check(PolicySet set, string what, JsonElement expected)
    {
        switch (what)
        {
            case "identity":
                set.Identity.Select(Describe).Should().Equal(Texts(expected));
                break;
            case "boundaries":
                set.PermissionsBoundaries.Select(Describe).Should().Equal(Texts(expected));
                break;
            case "serviceControl":
                set.ServiceControl.Select(Describe).Should().Equal(Texts(expected));
                break;
            case "resourceControl":
                set.ResourceControl.Select(Describe).Should().Equal(Texts(expected));
                break;
            case "unavailable":
                set.Unavailable.Select(item => $"{item.Layer?.ToString() ?? "-"}: {item.What}").Should().BeEquivalentTo(Texts(expected));
                break;
            case "why":
                set.Unavailable.Should().Contain(item => item.Why.Contains(expected.GetString()!, StringComparison.Ordinal));
                break;
            case "facts":
                CheckFacts(set.Facts, expected);
                break;
            case "resolved":
                var resolved = set.ResolvedPrincipal!;
                $"{resolved.Id} of {resolved.EntityId} ({resolved.UniqueId})".Should().Be(expected.GetString());
                resolved.EntityIsExact.Should().BeTrue();
                break;
            case "resourcePolicy":
                set.ResourcePolicy?.AttachedTo.Should().Be(expected.GetString());
                (set.ResourcePolicy is null).Should().Be(expected.ValueKind == JsonValueKind.Null);
                break;
            case "resourceAccount":
                set.ResourceAccountId.Should().Be(expected.GetString());
                break;
            case "restrictsPublic":
                set.RestrictsPublicPolicies.Should().Be(expected.GetBoolean());
                break;
            case "management":
                set.PrincipalInManagementAccount.Should().Be(Texts(expected).Contains("principal"));
                set.ResourceInManagementAccount.Should().Be(Texts(expected).Contains("resource"));
                break;
            case "endpoints":
                set.VpcEndpoint.Should().HaveCount(expected.GetInt32());
                break;
            default:
                Assert.Fail($"'{what}' is not a member that a case can expect.");
                break;
        }
    }

    // null is "certainly absent", "?" is "not told".
    private static void CheckFacts(ContextFacts facts, JsonElement expected)
    {
        foreach (var fact in expected.EnumerateObject())
        {
            var told = facts.TryGet(fact.Name, out var value);
            told.Should().Be(fact.Value.ValueKind == JsonValueKind.Null || fact.Value.GetString() != "?", fact.Name);
            if (told)
            {
                value.Should().Be(fact.Value.GetString() is { } text ? ContextValue.Of(text) : ContextValue.Absent, fact.Name);
            }
        }
    }

    private static string Describe(AttachedPolicy policy) => $"{policy.Name} ({policy.Origin}{(policy.Document is null ? ", unreadable" : "")}) on {policy.AttachedTo}";

    private static string Describe(PolicyNode node) => $"{node.Id} {node.Name}: {string.Join(", ", node.Policies.Select(policy => policy.Name))}".TrimEnd();

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static List<string> Texts(JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetString()!)];

    private sealed class QueueProvider(ResourcePolicyLookup answer) : IResourcePolicyProvider
    {
        public int Asked { get; private set; }

        public bool CanProvide(ResourceId resource) => resource.Value.StartsWith("arn:aws:sqs:", StringComparison.Ordinal);

        public ValueTask<ResourcePolicyLookup> GetPolicyAsync(ResourceId resource, CancellationToken cancellationToken)
        {
            Asked++;
            return new(answer);
        }
    }
}
