using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Callers of another account of whom the record has a unique id, or not even that (UID-07).</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ObscureCallerTests
{
    private const string Home = "222222222222";
    private const string Role = "AROAEXAMPLE123456789A";
    private const string User = "AIDAEXAMPLE123456789A";

    [TestCase(Role, Role + ":session", "\"StringLike\":{\"aws:userid\":\"AROAEXAMPLE123456789A:*\"}", "aws iam list-roles")]
    [TestCase(User, User, "\"StringEquals\":{\"aws:userid\":\"AIDAEXAMPLE123456789A\"}", "aws iam list-users")]
    public async Task Plan_UniqueId_AllowsTheOneIdentityAndSaysWhatTellsItsArn(string id, string userId, string condition, string listed)
    {
        var plans = await PlanAsync(new() { Kind = PrincipalKind.Account, Id = userId, AccountId = Home, UniqueId = id }, userId);

        var grant = plans.Should().ContainSingle(plan => plan.Kind == RemediationKind.Grant).Subject;
        grant.Changes.Should().ContainSingle().Which.Json.Should().Contain("\"Principal\":{\"AWS\":\"222222222222\"}").And.Contain(condition);
        grant.Assumptions.Should().Contain(note => note.Text.Contains("sharedEventID", StringComparison.Ordinal) && note.Text.Contains(listed, StringComparison.Ordinal) && note.Text.Contains(Home, StringComparison.Ordinal));
        grant.Warnings.Should().Contain(warning => warning.Id == "foreign-caller");
    }

    [Test]
    public async Task Plan_ResourceKnownByItsKindAlone_AllowsNothingAndSaysWhy()
    {
        var (request, policies) = Explanations.StoryCase.Read(System.Text.Encoding.UTF8.GetBytes("""
            { "principal": "arn:aws:iam::222222222222:role/x", "action": "s3:GetObject", "resource": "arn:aws:s3:::*/*", "resourceAccount": "111111111111",
              "identityPolicies": [{ "name": "P", "document": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] } }] }
            """));
        var guessed = request with { Provenance = request.Provenance with { ResourceCertainty = Certainty.Guess } };

        var plans = await Plans.ForAsync(guessed, policies);

        plans.Should().ContainSingle().Which.Sentence.Should().StartWith("Find out which resource the call named");
        plans.Should().OnlyContain(plan => !plan.Verified && plan.Changes.Count == 0);
        (await Plans.ForAsync(request, policies)).SelectMany(plan => plan.Changes).Should().OnlyContain(change => change.Json.Contains("${*}/${*}", StringComparison.Ordinal));
    }

    [TestCase(null)]
    [TestCase("AROA*")]
    [TestCase("AROAEXAMPLE123456789*")]
    [TestCase("AROAEXAMPLE12345678${a}")]
    [TestCase("222222222222")]
    public async Task Plan_AccountAlone_AllowsNobodyAndSaysWhy(string? id)
    {
        var plans = await PlanAsync(new() { Kind = PrincipalKind.Account, Id = id ?? Home, AccountId = Home, UniqueId = id }, userId: null);

        var grant = plans.Should().ContainSingle(plan => plan.Kind == RemediationKind.Grant).Subject;
        grant.Changes.Should().BeEmpty();
        grant.Verified.Should().BeFalse();
        grant.Sentence.Should().StartWith("Find out who called").And.Contain($"Only account {Home} can tell");
    }

    [Test]
    public async Task Plan_NameWithAWildcard_AllowsNobodyAndSaysWhy()
    {
        const string Name = "arn:aws:iam::222222222222:role/*";

        var plans = await PlanAsync(new() { Kind = PrincipalKind.Role, Id = Name, EntityId = Name, AccountId = Home, Name = "*" }, userId: null);

        plans.Should().Contain(plan => plan.Kind == RemediationKind.Grant && plan.Changes.Count == 0 && plan.Sentence.Contains("holds a wildcard", StringComparison.Ordinal));
        plans.SelectMany(plan => plan.Changes).Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<Remediation>> PlanAsync(Principal caller, string? userId)
    {
        var (request, policies) = Explanations.StoryCase.Read(System.Text.Encoding.UTF8.GetBytes("""
            { "principal": "arn:aws:iam::222222222222:role/x", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "resourceAccount": "111111111111",
              "identityPolicies": [{ "name": "P", "document": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] } }],
              "resourcePolicy": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "111111111111" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" }] } }
            """));
        var context = request.Context.With([new("aws:userid", userId is null ? ContextValue.Unknown : ContextValue.Of(userId))]);
        return await Plans.ForAsync(request with { Principal = caller, Context = context }, policies);
    }
}
