using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Whatever a name spells, a verified grant lets through the request of the event and no other (RES-12, VAR-05).</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HostileNameTests
{
    private static readonly string[] s_keys = ["aws:UserAgent", "aws:Referer", "s3:prefix", "aws:RequestTag/team"];
    private static readonly Gen<string> s_names = Gen.Char["ab*?${}:/\"\\"].Array[1, 8].Select(chars => new string(chars));

    [Test]
    public void Plan_ObjectWithAnyName_OpensThatObjectAlone() => Gen.Select(s_names, s_names).Sample(
        (name, other) =>
        {
            var request = Request("s3:GetObject", "arn:aws:s3:::b/" + name, RequestContext.Empty);
            var neighbor = request with { Resource = new("arn:aws:s3:::b/" + other) };
            CheckNeighbors(request, PolicySet.Empty, name == other ? [] : [neighbor, request with { Action = "s3:PutObject" }, request with { Principal = Other() }]);
        },
        iter: 3_000, threads: 1);

    [Test]
    public void Plan_ConditionWithAnyValue_OpensThatValueAlone() => Gen.Select(s_names, s_names).Sample(
        (name, other) =>
        {
            var request = Request("iam:AttachRolePolicy", "arn:aws:iam::111111111111:role/x", Context("iam:PolicyARN", "arn:aws:iam::aws:policy/" + name));
            CheckNeighbors(request, PolicySet.Empty, name == other ? [] : [request with { Context = Context("iam:PolicyARN", "arn:aws:iam::aws:policy/" + other) }]);
        },
        iter: 3_000, threads: 1);

    [Test]
    public void Plan_DenyThatExemptsWhatCallersSay_IsNeverLoosenedByIt() => Gen.Select(s_names, s_names, Gen.Int[0, s_keys.Length - 1].Select(index => s_keys[index])).Sample(
        (name, other, key) =>
        {
            var deny = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotLike":{"{{key}}":"trusted*"} } },{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
            var request = Request("s3:ListBucket", "arn:aws:s3:::b", Context(key, name));
            var policies = PolicySet.Empty with { Identity = [new() { Name = "D", Document = deny, AttachedTo = request.Principal.EntityId }] };
            CheckNeighbors(request, policies, other.StartsWith("trusted", StringComparison.Ordinal) ? [] : [request with { Principal = Other(), Context = Context(key, other) }]);
        },
        iter: 1_500, threads: 1);

    private static void CheckNeighbors(AuthorizationRequest request, PolicySet policies, IReadOnlyList<AuthorizationRequest> neighbors)
    {
        foreach (var plan in Plans.ForAsync(request, policies).GetAwaiter().GetResult().Where(plan => plan.Verified && plan.Changes.Count > 0))
        {
            var changed = PolicyEdits.Apply(policies, plan.Changes, request);
            StoryCase.Simulator.Simulate(request, changed).Decision.Should().Be(Decision.Allowed);
            foreach (var neighbor in neighbors)
            {
                // A grant to an identity hangs on it; whoever else asks has other policies, but meets the same denies.
                var theirs = neighbor.Principal.EntityId == request.Principal.EntityId ? changed
                    : changed with { Identity = [.. changed.Identity.Where(policy => policies.Identity.Any(before => before.Name == policy.Name))] };
                StoryCase.Simulator.Simulate(neighbor, theirs).Decision.Should().NotBe(Decision.Allowed, because: $"{neighbor.Action} {neighbor.Resource} {string.Join(' ', neighbor.Context)}: {plan.Sentence} {plan.Changes[0].Json}");
            }
        }
    }

    private static AuthorizationRequest Request(string action, string resource, RequestContext context) => new()
    {
        Principal = Named("app"), Action = action, Resource = new(resource, "111111111111"), Context = context,
    };

    private static RequestContext Context(string key, string value) => RequestContext.Of([new(key, ContextValue.Of(value))]);

    private static Principal Other() => Named("other");

    private static Principal Named(string name) => new()
    {
        Kind = PrincipalKind.User, Id = $"arn:aws:iam::111111111111:user/{name}", EntityId = $"arn:aws:iam::111111111111:user/{name}", AccountId = "111111111111", Name = name,
    };
}
