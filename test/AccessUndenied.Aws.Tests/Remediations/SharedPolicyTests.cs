using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Changes of policies that hang at more than the caller, and of places that carry as many as they can.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SharedPolicyTests
{
    private const string User = "arn:aws:iam::111111111111:user/bob";
    private const string Group = "arn:aws:iam::111111111111:group/team";
    private const string Bound = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEqualsIfExists":{"aws:username":"alice"}}}]}""";
    private const string Own = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::own/*"}]}""";

    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html; PutUserPolicy would replace the user's own policy of the same name.
    [TestCase(false)]
    [TestCase(true)]
    public async Task Plan_StatementOfAGroup_IsChangedInTheGroup(bool hasNamesake)
    {
        var (request, policies) = Read($$"""{"principal":"{{User}}","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","context":{"aws:username":"bob"} }""");
        policies = policies with { Identity = [Inline("Main", Group, Bound), .. hasNamesake ? [Inline("Main", User, Own)] : Array.Empty<AttachedPolicy>()] };

        var change = (await Plans.ForAsync(request, policies)).SelectMany(plan => plan.Changes).OfType<PolicyChange.WidenAllow>().Should().ContainSingle().Subject;

        change.AttachmentTarget.Should().Be(Group);
        change.Scripts.Should().OnlyContain(script => !script.Text.Contains("user-policy", StringComparison.Ordinal) && !script.Text.Contains("UserPolicy", StringComparison.Ordinal)
            && !script.Text.Contains("user_policy", StringComparison.Ordinal));
        change.Document.Should().NotContain("s3:PutObject");
        (await Plans.ForAsync(request, policies)).SelectMany(plan => plan.Warnings).Should().Contain(warning => warning.Id == "everybody-in-group");
    }

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: ten managed policies by default.
    [TestCase(9, false)]
    [TestCase(10, true)]
    public async Task Plan_NoRoomForAnInlinePolicy_SaysWhetherThereIsRoomForAManagedOne(int managed, bool isFull)
    {
        var (request, policies) = Read($$"""{"principal":"{{User}}","action":"s3:GetObject","resource":"arn:aws:s3:::b/k"}""");
        var large = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:NAME"}]}""".Replace("NAME", new string('q', 1_950), StringComparison.Ordinal);
        policies = policies with
        {
            Identity =
            [
                Inline("Large", User, large),
                .. Enumerable.Range(0, managed).Select(i => new AttachedPolicy
                {
                    Name = $"M{i}", Id = $"arn:aws:iam::111111111111:policy/M{i}", AttachedTo = User, Origin = PolicyOrigin.Managed, Document = PolicyDocument.Parse(Own),
                }),
            ],
        };

        var plan = (await Plans.ForAsync(request, policies))[0];

        plan.Verified.Should().BeFalse();
        var text = plan.Assumptions.Should().ContainSingle(note => note.Id == "too-long").Subject.Text;
        text.Contains("10 managed policies are attached", StringComparison.Ordinal).Should().Be(isFull);
        text.Contains("make the statement a managed policy", StringComparison.Ordinal).Should().Be(!isFull);
    }

    private static AttachedPolicy Inline(string name, string entity, string document) =>
        new() { Name = name, AttachedTo = entity, Origin = PolicyOrigin.Inline, Document = PolicyDocument.Parse(document) };

    private static (AuthorizationRequest Request, PolicySet Policies) Read(string json) => StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(json));
}
