using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

/// <summary>What some credentials cannot call at all (TRUST-15, TRUST-20).</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CredentialRefusalTests
{
    private const string Bob = "\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::111111111111:user/bob\",\"accountId\":\"111111111111\",\"userName\":\"bob\"";
    private const string Joe = "\"type\":\"FederatedUser\",\"arn\":\"arn:aws:sts::111111111111:federated-user/joe\",\"accountId\":\"111111111111\",\"accessKeyId\":\"ASIAX\"";
    private const string Root = "\"type\":\"Root\",\"arn\":\"arn:aws:iam::111111111111:root\",\"accountId\":\"111111111111\",\"accessKeyId\":\"AKIAX\"";
    private const string Role = "\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::111111111111:assumed-role/r/s\",\"accountId\":\"111111111111\",\"accessKeyId\":\"ASIAX\","
        + "\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"arn\":\"arn:aws:iam::111111111111:role/r\",\"accountId\":\"111111111111\"}}";
    private const string Temporary = Bob + ",\"accessKeyId\":\"ASIAX\",\"sessionContext\":{\"attributes\":{\"mfaAuthenticated\":\"false\"}}";
    private const string WithMfa = Bob + ",\"accessKeyId\":\"ASIAX\",\"sessionContext\":{\"attributes\":{\"mfaAuthenticated\":\"true\"}}";
    private const string LongTerm = Bob + ",\"accessKeyId\":\"AKIAX\"";

    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    [TestCase(Root, "sts", "AssumeRole", "sts-root-may-not-assume")]
    [TestCase(Root, "iam", "ListUsers", null)]
    [TestCase(Role, "sts", "GetFederationToken", "sts-federation-with-session")]
    [TestCase(Role, "sts", "GetSessionToken", "sts-session-token-with-session")]
    [TestCase(Role, "sts", "AssumeRole", null)]
    [TestCase(Role, "iam", "ListUsers", null)]
    [TestCase(Joe, "sts", "AssumeRole", "federated-session-cannot-call")]
    [TestCase(Joe, "sts", "GetFederationToken", "federated-session-cannot-call")]
    [TestCase(Joe, "iam", "ListUsers", "federated-session-cannot-call")]
    [TestCase(Joe, "s3", "ListBuckets", null)]
    [TestCase(Temporary, "iam", "CreateUser", "iam-with-session-without-mfa")]
    [TestCase(Temporary, "sts", "GetFederationToken", "session-token-cannot-call")]
    [TestCase(Temporary, "sts", "AssumeRole", null)]
    [TestCase(WithMfa, "iam", "CreateUser", null)]
    [TestCase(WithMfa, "sts", "GetFederationToken", "session-token-cannot-call")]
    [TestCase(LongTerm, "iam", "CreateUser", null)]
    [TestCase(LongTerm, "sts", "GetFederationToken", null)]
    public void Resolve_CallOfSomeCredentials_IsRefusedWhereTheyCannotMakeIt(string identity, string service, string operation, string? expected) =>
        RefusalOf(identity, service, operation).Should().Be(expected);

    [TestCase(Temporary, "iam", "CreateUser", "\"sessionCredentialFromConsole\":\"true\"")]
    [TestCase(Joe, "iam", "ListUsers", "\"sessionCredentialFromConsole\":\"true\"")]
    [TestCase(Temporary, "iam", "CreateUser", "\"userAgent\":\"aws-cli/2 exec-env/CloudShell\"")]
    [TestCase(Temporary + ",\"invokedBy\":\"cloudformation.amazonaws.com\"", "iam", "CreateUser", "\"readOnly\":false")]
    public void Resolve_CallFromTheConsoleOrAService_IsNotBound(string identity, string service, string operation, string member) =>
        RefusalOf(identity, service, operation, "," + member).Should().BeNull();

    private static string? RefusalOf(string identity, string service, string operation, string more = "")
    {
        var record = SampleRecords.Of(JsonSerializer.Deserialize<JsonElement>($$"""
            {"source":"{{service}}","event":"{{operation}}","parameters":{"roleArn":"arn:aws:iam::111111111111:role/t","name":"x","userName":"x"},
             "record":{"recipientAccountId":"111111111111","userIdentity":{ {{identity}} }{{more}} } }
            """));
        return s_resolver.Resolve(record).Hint.Refusal?.Id;
    }
}
