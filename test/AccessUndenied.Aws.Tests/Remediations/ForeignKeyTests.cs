using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>A key of another account that a condition keeps out, and the tags of identities.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ForeignKeyTests
{
    private const string Own = "arn:aws:kms:eu-west-1:111111111111:key/11111111-2222-3333-4444-555555555555";
    private const string Foreign = "arn:aws:kms:eu-west-1:999999999999:key/aaaaaaaa-2222-3333-4444-555555555555";
    private const string Role = "arn:aws:iam::111111111111:role/app";

    [TestCase("s3:PutObject", "arn:aws:s3:::c/k", "s3:x-amz-server-side-encryption-aws-kms-key-id")]
    [TestCase("secretsmanager:CreateSecret", "arn:aws:secretsmanager:eu-west-1:111111111111:secret:s", "secretsmanager:KmsKeyArn")]
    [TestCase("sagemaker:CreateTrainingJob", "arn:aws:sagemaker:eu-west-1:111111111111:training-job/j", "sagemaker:VolumeKmsKey")]
    public async Task Plan_KeyOfAnotherAccountThatAConditionKeepsOut_IsNotLetInVerified(string action, string resource, string key)
    {
        foreach (var statements in new[]
        {
            $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"*","Condition":{"StringEquals":{"{{key}}":"{{Own}}"} } }""",
            $$"""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"{{action}}","Resource":"*","Condition":{"StringNotEquals":{"{{key}}":"{{Own}}"} } }""",
        })
        {
            var foreign = (await PlanAsync(action, resource, key, Foreign, statements)).Where(plan => plan.Changes.Count > 0).ToList();
            foreign.Should().NotBeEmpty().And.OnlyContain(plan => !plan.Verified && plan.Warnings.Any(warning => warning.Id == "foreign-key"), because: statements);
            var own = (await PlanAsync(action, resource, key, Own + "x", statements)).Where(plan => plan.Changes.Count > 0).ToList();
            own.Should().Contain(plan => plan.Verified).And.NotContain(plan => plan.Warnings.Any(warning => warning.Id == "foreign-key"));
        }
    }

    [TestCase("iam:TagRole", Role, "self-escalation")]
    [TestCase("iam:UntagRole", Role, "self-escalation")]
    [TestCase("iam:TagRole", "arn:aws:iam::111111111111:role/other", "privilege-escalation")]
    [TestCase("iam:TagUser", "arn:aws:iam::111111111111:user/bob", "privilege-escalation")]
    [TestCase("iam:UntagUser", "arn:aws:iam::111111111111:user/bob", "privilege-escalation")]
    public async Task Plan_TagsOfAnIdentity_AreWarnedOfAndBoundToTheCall(string action, string resource, string warning)
    {
        var isUntag = action.Contains("Untag", StringComparison.Ordinal);
        var tags = isUntag ? "\"aws:TagKeys\":[\"admin\"]" : "\"aws:TagKeys\":[\"admin\"],\"aws:RequestTag/admin\":\"yes\"";
        var plans = await Plans.ForAsync($$"""{"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"{{action}}","resource":"{{resource}}","context":{ {{tags}} } }""");
        plans[0].Warnings.Should().Contain(note => note.Id == warning);
        var json = plans[0].Changes.Should().ContainSingle().Which.Json;
        json.Should().Contain("\"aws:TagKeys\"");
        json.Contains("\"aws:RequestTag/admin\"", StringComparison.Ordinal).Should().Be(!isUntag);
        plans.Should().Contain(plan => plan.Kind == RemediationKind.Keep);
    }

    [Test]
    public async Task Plan_DenyForAllButSome_OpensAtLeastTheRefusedRequest()
    {
        var plans = await Plans.ForAsync($$"""
            {"principal":"arn:aws:sts::111111111111:assumed-role/app/two","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-west-1:111111111111:q",
             "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111111111111:root","{{Role}}","arn:aws:sts::111111111111:assumed-role/app/one"]},
               "Action":"sqs:*","Resource":"*"}]},
             "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]} }]}
            """);
        plans.Where(plan => plan.Changes.Count > 0).Should().NotBeEmpty().And.OnlyContain(plan => plan.OpensExactly.Count > 0);
    }

    [Test]
    public async Task Plan_ControlPolicyOfResources_OpensAllThatTheDenySpokeOf([Values("*", "arn:aws:sqs:eu-west-1:111111111111:q")] string resource)
    {
        var plans = await Plans.ForAsync($$"""
            {"principal":"arn:aws:iam::111111111111:user/alice","action":"{{(resource == "*" ? "sqs:ListQueues" : "sqs:SendMessage")}}","resource":"{{resource}}",
             "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{(resource == "*" ? "sqs:ListQueues" : "sqs:SendMessage")}}","Resource":"*"}]} }],
             "resourceControlPolicies":[{"target":"r-1","policies":[{"name":"Guard","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*"}]} }]}]}
            """);
        var guardrail = plans.Where(plan => plan.Changes.Any(change => change.Layer == AccessUndenied.Requests.PolicyLayer.ResourceControl)).ToList();
        guardrail.Should().NotBeEmpty().And.OnlyContain(plan => plan.OpensExactly.Any(part => part.Actions.Contains("sqs:*")));
    }

    private static Task<IReadOnlyList<Remediation>> PlanAsync(string action, string resource, string key, string value, string statements) => Plans.ForAsync($$"""
        {"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"{{action}}","resource":"{{resource}}","context":{"{{key}}":"{{value}}"},
         "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{{statements}}]} }]}
        """);
}
