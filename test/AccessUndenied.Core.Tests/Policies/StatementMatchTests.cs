using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Core.Tests.Policies;

/// <summary>A statement compared with a request says which element failed, and both sides of it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StatementMatchTests
{
    private const string Applies = """{"Effect":"Allow","Action":"s3:Get*","Resource":"b/*"}""";

    private static readonly AuthorizationRequest s_request = new()
    {
        Principal = new() { Kind = PrincipalKind.RoleSession, Id = "session", EntityId = "role" },
        Action = "s3:GetObject",
        Resource = new("b/k"),
        Context = RequestContext.Of([new("a:one", ContextValue.Of("1")), new("a:many", ContextValue.Of("1", "2")), new("a:dark", ContextValue.Unknown)]),
    };

    [TestCase(Applies, Truth.True, StatementElement.None, "", "(absent)")]
    [TestCase("""{"Effect":"Deny","NotAction":["s3:Put*","ec2:*"],"NotResource":"c/*"}""", Truth.True, StatementElement.None, "", "(absent)")]
    [TestCase("""{"Effect":"Allow","Action":["s3:Put*","ec2:*"],"Resource":"*"}""", Truth.False, StatementElement.Action, "s3:Put*|ec2:*", "s3:GetObject")]
    [TestCase("""{"Effect":"Allow","Action":"*","Resource":["c/*","d"]}""", Truth.False, StatementElement.Resource, "c/*|d", "b/k")]
    [TestCase("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"AWS":["x","y"]}}""", Truth.False, StatementElement.Principal, "x|y", "session")]
    [TestCase("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"AWS":["x","role"]}}""", Truth.True, StatementElement.None, "", "(absent)", Description = "the entity behind a session")]
    [TestCase("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}""", Truth.True, StatementElement.None, "", "(absent)")]
    [TestCase("""{"Effect":"Deny","Action":"*","Resource":"*","NotPrincipal":{"AWS":"session"}}""", Truth.False, StatementElement.Principal, "session", "session")]
    [TestCase("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:one":["2","3"]}}}""", Truth.False, StatementElement.Condition, "2|3", "1")]
    [TestCase("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:none":"2"}}}""", Truth.False, StatementElement.Condition, "2", "(absent)")]
    [TestCase("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:dark":"2"}}}""", Truth.Unknown, StatementElement.Condition, "2", "(unknown)")]
    [TestCase("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:dark":"2","a:one":"2"}}}""", Truth.False, StatementElement.Condition, "2", "1", Description = "what is false outranks what is not known")]
    [TestCase("""{"Effect":"Allow","Action":"*"}""", Truth.Unknown, StatementElement.Resource, "", "b/k", Description = "nobody says what it speaks of")]
    [TestCase("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEqual":{"a:one":"1"}}}""", Truth.Unknown, StatementElement.Grammar, "", "(absent)", Description = "GRAM-16: it applies perhaps")]
    public void Match_Request_NamesTheElementAndBothSides(string statement, Truth applies, StatementElement element, string policyValues, string requestValue)
    {
        var match = Statement(statement).Match(s_request);
        (match.Applies, match.FailedElement).Should().Be((applies, element));
        string.Join('|', match.PolicyValues).Should().Be(policyValues);
        match.RequestValue.ToString().Should().Be(requestValue);
        (match.FailedCondition is not null).Should().Be(element == StatementElement.Condition);
    }

    [TestCase("arn:${a:one}", "arn:1", Truth.False, Description = "RES-12: a variable counts after the fifth colon alone")]
    [TestCase("a:b:c:d:e:${a:one}", "a:b:c:d:e:1", Truth.True)]
    [TestCase("a:b:c:d:e:${a:many}", "a:b:c:d:e:1", Truth.False, Description = "VAR-03: a key with several values is no variable")]
    [TestCase("a:b:c:d:e:${a:dark}", "a:b:c:d:e:1", Truth.Unknown)]
    public void Match_VariablesInResource_AreAnsweredByTheContext(string pattern, string resource, Truth applies) =>
        Statement($$"""{"Effect":"Allow","Action":"*","Resource":"{{pattern}}"}""").Match(s_request with { Resource = new(resource) }).Applies.Should().Be(applies);

    [TestCase(Truth.Unknown, Truth.True, "1", Truth.Unknown, StatementElement.Principal)]
    [TestCase(Truth.True, Truth.Unknown, "1", Truth.Unknown, StatementElement.Resource)]
    [TestCase(Truth.Unknown, Truth.Unknown, "1", Truth.Unknown, StatementElement.Resource)]
    [TestCase(Truth.Unknown, Truth.Unknown, "2", Truth.False, StatementElement.Condition)]
    [TestCase(Truth.False, Truth.Unknown, "2", Truth.False, StatementElement.Principal)]
    [TestCase(Truth.Unknown, Truth.False, "2", Truth.False, StatementElement.Resource)]
    [TestCase(Truth.True, Truth.True, "1", Truth.True, StatementElement.None)]
    public void Match_ProvidersOwnRequest_IsAskedForPrincipalAndResource(Truth principal, Truth resource, string value, Truth applies, StatementElement element)
    {
        var request = new OwnRequest(principal, resource);
        var match = Statement("""{"Effect":"Allow","Action":"own:Act","Resource":"x","Condition":{"StringEquals":{"own:key":"VALUE"}}}""".Replace("VALUE", value)).Match(request);
        (match.Applies, match.FailedElement).Should().Be((applies, element));
    }

    [Test]
    public void Match_ActionFails_AsksNothingFurther()
    {
        var request = new OwnRequest(Truth.True, Truth.True);
        Statement("""{"Effect":"Allow","Action":"own:Other","Resource":"x"}""").Match(request).FailedElement.Should().Be(StatementElement.Action);
        request.Asked.Should().BeEmpty();
        Statement("""{"Effect":"Allow","Action":"own:Act","Resource":"x","Condition":{"Null":{"own:key":"false"}}}""").Match(request).Applies.Should().Be(Truth.True);
        request.Asked.Should().Equal("principal", "resource", "own:key");
    }

    [Test]
    public void Default_HasNoValues() => (default(StatementMatch).RequestValue.IsAbsent, default(StatementMatch).PolicyValues.Count).Should().Be((true, 0));

    private static Statement Statement(string json) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":{{json}}}""").Statements[0];

    private sealed class OwnRequest(Truth principal, Truth resource) : IStatementRequest
    {
        public List<string> Asked { get; } = [];

        public string Action => "own:Act";

        public string PrincipalId => "caller";

        public string ResourceId => "thing";

        public Truth MatchPrincipal(Statement statement)
        {
            Asked.Add("principal");
            return principal;
        }

        public Truth MatchResource(Statement statement)
        {
            Asked.Add("resource");
            return resource;
        }

        public ContextValue Lookup(string key)
        {
            Asked.Add(key);
            return key == "own:key" ? ContextValue.Of("1") : ContextValue.Absent;
        }

        public bool IsMultivalued(string key) => false;
    }
}
