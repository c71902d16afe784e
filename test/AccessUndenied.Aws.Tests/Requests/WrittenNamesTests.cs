using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

[Parallelizable(ParallelScope.All)]
public sealed class WrittenNamesTests
{
    private const string Eks = "arn:aws:iam::111111111111:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF";

    [TestCase("distribution/$DISTRIBUTION_ID", "$DISTRIBUTION_ID")]
    [TestCase("role/app-${STAGE}", "${STAGE}")]
    [TestCase("bucket/$(date +%F)/x", "$(date +%F)")]
    [TestCase("table/{{ table }}", "{{ table }}")]
    [TestCase("function:f:$LATEST", null)]
    [TestCase("log-group:g:log-stream:2026/10/05/[$LATEST]0123", null)]
    [TestCase("apis/a1/stages/$default", null)]
    [TestCase("topic/$aws/things/t/shadow", null)]
    [TestCase("bucket/price-5$", null)]
    [TestCase("bucket/US$AMOUNT", null)]
    public void Find_NameWithAVariable_IsTheVariableThatNobodyExpanded(string name, string? expected) => UnexpandedNames.Find(name).Should().Be(expected);

    [TestCase(Eks, "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:sub", null)]
    [TestCase(Eks, Eks + ":sub", "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:sub")]
    [TestCase(Eks, "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:aud", "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:aud")]
    [TestCase(Eks, "token.actions.githubusercontent.com:sub", null)]
    [TestCase("cognito-identity.amazonaws.com", "cognito-identity.amazon.com:amr", "cognito-identity.amazonaws.com:amr")]
    [TestCase("cognito-identity.amazonaws.com", "www.amazon.com:app_id", null)]
    [TestCase("cognito-identity.amazonaws.com", "aws:SourceIp", null)]
    [TestCase("accounts.google.com", "cognito-identity.amazonaws.com:aud", null)]
    public void MeantBy_KeyOfAClaim_IsMendedWhereItIsTheCallersProviderWrittenOtherwise(string provider, string key, string? expected) =>
        ProviderKeys.MeantBy(provider, key).Should().Be(expected);

    // TRUST-06: a provider of nearly the same name is another one.
    [TestCase(Eks, "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:aud", "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:aud")]
    [TestCase(Eks, "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEE:sub", null)]
    [TestCase("arn:aws:iam::111111111111:oidc-provider/idp-dev.example.com", "idp-prd.example.com:sub", null)]
    [TestCase("cognito-identity.amazonaws.com", "cognito-identity.amazon.com:amr", "cognito-identity.amazonaws.com:amr")]
    public void SurelyMeantBy_KeyOfAClaim_IsNoOtherProviders(string provider, string key, string? expected) => ProviderKeys.SurelyMeantBy(provider, key).Should().Be(expected);

    [TestCase("rds:DescribeDBInstances", "arn:aws:rds:us-east-1:111111111111:db:*", "rds:db-tag/team", true)]
    [TestCase("rds:DescribeDBInstances", "arn:aws:rds:us-east-1:111111111111:db:*", "aws:ResourceTag/team", true)]
    [TestCase("rds:DescribeDBInstances", "arn:aws:rds:us-east-1:111111111111:db:orders", "rds:db-tag/team", false)]
    [TestCase("rds:DeleteDBInstance", "arn:aws:rds:us-east-1:111111111111:db:*", "rds:db-tag/team", false)]
    [TestCase("rds:DescribeDBInstances", "arn:aws:rds:us-east-1:111111111111:db:*", "aws:PrincipalTag/team", false)]
    [TestCase("ssm:StartSession", "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession", "aws:ResourceTag/team", true)]
    [TestCase("ssm:StartSession", "arn:aws:ssm:us-east-1:111111111111:document/Own", "ssm:resourceTag/team", true)]
    [TestCase("ssm:StartSession", "arn:aws:ssm:us-east-1:111111111111:document/Own", "aws:ResourceTag/team", false)]
    [TestCase("ssm:StartSession", "arn:aws:ec2:us-east-1:111111111111:instance/i-1", "ssm:resourceTag/team", false)]
    public void Lack_TagOfAResource_IsNeverThereForAListOrAForeignDocument(string action, string resource, string key, bool expected) =>
        TaglessCalls.Lack(new() { Principal = Principal.Anonymous, Action = action, Resource = new(resource) }, key).Should().Be(expected);

    [TestCase("+15555550100", true)]
    [TestCase("+1", false)]
    [TestCase("+1555555O100", false)]
    [TestCase("arn:aws:sns:eu-west-1:111111111111:t", false)]
    public void IsNumber_Text_IsOneOnlyWithPlusAndDigits(string text, bool expected) => PhoneNumbers.IsNumber(text).Should().Be(expected);

    [TestCase("ap-southeast-1:81084a40-f161-4960-90f9-835f3d8de579", true)]
    [TestCase("81084a40-f161-4960-90f9-835f3d8de579", false)]
    [TestCase("arn:aws:iot:eu-west-1:111111111111:cert/1", false)]
    public void IsIdentity_Text_IsOneOnlyWithARegionAndAnId(string text, bool expected) => CognitoIdentities.IsIdentity(text).Should().Be(expected);
}
