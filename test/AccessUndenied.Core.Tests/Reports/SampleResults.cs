using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>Results to write reports of.</summary>
internal static class SampleResults
{
    public const string Account = "111111111111";
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Texts that would do something if a report let them.</summary>
    public static readonly string[] Hostile =
    [
        "<script>pwned=1</script>",
        "</code></pre></script><img src=x onerror=pwned=1>",
        "\" onmouseover=\"pwned=1\" x='",
        "&lt;b&gt; &amp; <!-- --> ]]>",
        "\u001B[31mred\u001B[0m \u009B2J \u0007 \b\r\nAllowed",
        "a\u202Etxt.exe\u202C \u2066x\u2069 \u200Bz\u200D \u00AD \uFEFF \u061C",
        "`code` ``` ~~~ *bold* _it_ __b__ ~~s~~ | a | b |",
        "[click](https://evil.example/) ![x](http://evil.example/i.png) <https://evil.example> www.evil.example https://evil.example/x",
        "# heading\n- item\n1. one\n> quote\n---\n\tcode",
        "@everyone #1 <!channel> <@U0> :tada: $x^2$ {color:red}",
        "\uD800 lone \U000E0041 tag \u2028 \u2029",
        "\\*not escaped\\* \\u0041 %3Cscript%3E",
    ];

    /// <summary>A missing allow in the role <paramref name="role"/>.</summary>
    public static AnalysisResult MissingAllow(string role = "app", string action = "s3:GetObject", string resource = "arn:aws:s3:::bucket/key", int minutes = 0)
    {
        var target = $"arn:aws:iam::{Account}:role/{role}";
        return new()
        {
            EventId = $"event-{minutes}",
            EventTime = Noon.AddMinutes(minutes),
            Assessment = Assessment.MissingAllowInIdentityPolicy,
            Request = RequestOf(role, action, resource),
            Causes = [new() { Layer = PolicyLayer.Identity, Decision = Decision.ImplicitDeny, Sentence = $"No identity-based policy of {target} allows {action} on {resource}.", AttachedTo = target }],
            Remediations = [Adding(target, Allow(action, resource))],
            Layers =
            [
                new() { Layer = PolicyLayer.ServiceControl, Decision = Decision.Allowed },
                new() { Layer = PolicyLayer.Resource, Decision = Decision.ImplicitDeny },
                new() { Layer = PolicyLayer.Identity, Decision = Decision.ImplicitDeny, Blocks = true },
            ],
        };
    }

    /// <summary>The same asked for by another session of the role.</summary>
    public static AnalysisResult InSession(AnalysisResult result, string session) => result with
    {
        Request = result.Request! with { Principal = result.Request.Principal with { Id = result.Request.Principal.Id.Replace("/session", "/" + session, StringComparison.Ordinal) } },
    };

    /// <summary>A request that the policy of a bucket does not allow for <paramref name="role"/>.</summary>
    public static AnalysisResult MissingResourceAllow(string role, string action, string resource) => MissingAllow(role, action, resource) with
    {
        Assessment = Assessment.MissingAllowInResourcePolicy,
        Causes = [new() { Layer = PolicyLayer.Resource, Decision = Decision.ImplicitDeny, Sentence = "The bucket policy does not allow it.", AttachedTo = "arn:aws:s3:::bucket" }],
        Remediations =
        [
            Adding("arn:aws:s3:::bucket", $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:role/{{role}}"},"Action":"{{action}}","Resource":"{{resource}}"}""", PolicyLayer.Resource),
        ],
    };

    /// <summary>A region that an SCP does not exempt.</summary>
    public static AnalysisResult RegionLock(string region = "eu-west-3", string role = "app", int minutes = 0, string? exemption = null)
    {
        var policy = new AttachedPolicy
        {
            Name = "RegionLock",
            Id = $"arn:aws:organizations::{Account}:policy/o-1/service_control_policy/p-1",
            Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Sid":"Lock","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}}}"""),
            AttachedTo = "ou-1",
            AttachedToName = "Workloads",
        };
        var statement = policy.Document.Statements[0];
        return new()
        {
            EventId = $"event-{minutes}",
            EventTime = Noon.AddMinutes(minutes),
            Assessment = Assessment.ExplicitDenyInServiceControlPolicy,
            Request = RequestOf(role, "ec2:RunInstances", "*"),
            ExplicitDenyPolicies = [new(policy.Id, policy.Name, "ou-1", System.Text.Encoding.UTF8.GetString(statement.Json.Span))],
            Causes =
            [
                new()
                {
                    Layer = PolicyLayer.ServiceControl, Decision = Decision.ExplicitDeny, Policy = policy, Statement = statement, PolicyId = policy.Id, AttachedTo = "ou-1", AttachedToName = "Workloads",
                    Sentence = $"Deny in SCP 'RegionLock' on OU 'Workloads': aws:RequestedRegion is {region}, the statement exempts eu-west-1 and us-east-1.",
                },
            ],
            Remediations =
            [
                new()
                {
                    Sentence = $"Exempt {region}.", Verified = true,
                    Opens = [$"Lifts the deny for everybody whose aws:RequestedRegion is {region}: * on *."],
                    Changes =
                    [
                        new PolicyChange.NarrowDeny
                        {
                            Layer = PolicyLayer.ServiceControl, AttachmentTarget = "ou-1", Policy = policy, Statement = statement,
                            Opens = $"Lifts the deny for everybody whose aws:RequestedRegion is {region}: * on *.",
                            WriteScripts = new SampleDialect(role).ScriptsOf,
                            MakeDocument = () => $$"""{"Version":"2012-10-17","Statement":[{{exemption ?? ExemptionOf(region)}}]}""",
                            Json = exemption ?? ExemptionOf(region),
                        },
                    ],
                },
                new() { Kind = RemediationKind.Keep, Sentence = "Change nothing, if the deny is a guardrail that meant requests like this one.", Changes = [], Opens = ["Opens nothing."] },
            ],
            Evidence = new() { Complete = true, MessageAgrees = true },
        };
    }

    /// <summary>A result that has <paramref name="text"/> in every field that holds text.</summary>
    /// <summary>A refusal that the service made itself.</summary>
    public static AnalysisResult Refused() => MissingAllow() with
    {
        Assessment = Assessment.Allowed,
        Causes = [],
        NearMisses = [],
        Remediations = [],
        PoliciesToAdd = [],
        ErrorText = "The vault is sealed.",
        Refusal = new() { Id = "vault-sealed", Reason = "The vault's owner has sealed it.", Advice = "Ask for the seal to be lifted.", Page = "https://example.com/vaults" },
    };

    public static AnalysisResult With(string text, Assessment assessment = Assessment.ExplicitDenyInServiceControlPolicy)
    {
        var json = JsonSerializer.Serialize(text.Replace("\uD800", "\uFFFD", StringComparison.Ordinal), ReportTestJson.Default.String);
        var policy = new AttachedPolicy
        {
            Name = text, Id = text, AttachedTo = text, AttachedToName = text,
            Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":TEXT,"Effect":"Deny","Action":TEXT,"Resource":[TEXT,"*"],"Condition":{"StringNotEquals":{TEXT:TEXT}}}]}""".Replace("TEXT", json, StringComparison.Ordinal)),
        };
        var statement = policy.Document.Statements[0];
        var change = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":{{json}},"Resource":{{json}}}]}""";
        return new()
        {
            EventId = text,
            EventTime = Noon,
            Assessment = assessment,
            ErrorMessage = text,
            ErrorText = text,
            Refusal = new() { Id = text, Reason = text, Advice = text, Page = text, IsCertain = false },
            PoliciesToAdd = [new(text, change)],
            ExplicitDenyPolicies = [new(text, text, text, System.Text.Encoding.UTF8.GetString(statement.Json.Span))],
            Request = new()
            {
                Principal = new() { Kind = PrincipalKind.RoleSession, Id = text, EntityId = text, Name = text, SessionName = text },
                Action = text,
                Resource = new(text, text, text),
                Context = RequestContext.Of([KeyValuePair.Create("k" + text, ContextValue.Of(text, text)), KeyValuePair.Create("l" + text, ContextValue.Of(text))]),
                Provenance = new(Certainty.Likely, text, Certainty.Guess, text, [new(text, text)]),
            },
            Causes = [new() { Layer = PolicyLayer.ServiceControl, Decision = Decision.ExplicitDeny, Sentence = text, Policy = policy, Statement = statement, PolicyId = text, AttachedTo = text, AttachedToName = text + text, IsInferred = true, Hint = new(text, text) }],
            NearMisses = [new() { Layer = PolicyLayer.Identity, Policy = policy, Statement = statement, Element = StatementElement.Condition, Sentence = text, Hint = new(text, text), UnknownKey = text }],
            Remediations =
            [
                new()
                {
                    Sentence = text,
                    Changes =
                    [
                        new PolicyChange.AddStatements { Layer = PolicyLayer.Identity, AttachmentTarget = text, Json = change, Document = change, Opens = text, Advice = text, WriteScripts = new SampleDialect(text).ScriptsOf },
                        new PolicyChange.NarrowDeny
                        {
                            Layer = PolicyLayer.ServiceControl, AttachmentTarget = text, Policy = policy, Statement = statement, Json = text,
                            Document = text, Opens = text, Advice = text, WriteScripts = new SampleDialect(text).ScriptsOf,
                        },
                    ],
                    Opens = [text],
                    Assumptions = [new(text, text)],
                    Replay = new()
                    {
                        Calls = 3, LetsThroughCalls = 1, LetsThrough = [new() { Principal = text, Action = text, Resource = text, Count = 1, First = Noon, Last = Noon, EventIds = [text] }], UndecidedCalls = 1,
                        NeverNeeded = [new() { Opened = new() { Principal = text, Actions = [text], Resources = [text], Conditions = [text], Example = text }, Calls = 1 }],
                    },
                },
                new() { Replay = new() { Why = text }, Sentence = text, Changes = [new PolicyChange.AddStatements { Layer = PolicyLayer.Identity, AttachmentTarget = text, Json = change }], Opens = [text] },
                new() { Sentence = text, Changes = [] },
            ],
            Evidence = new() { Complete = false, Unavailable = [new(PolicyLayer.Session, text, text) { Kind = EvidenceKind.SessionPolicies, Target = text, Permission = text }, new(null, text, text)], MissingContextKeys = [text], MessageAgrees = false, Notes = [new(text, text)] },
            Layers = [new() { Layer = PolicyLayer.ServiceControl, Decision = Decision.ExplicitDeny, Blocks = true, Reason = text }],
        };
    }

    /// <summary><paramref name="count"/> results of which about one in a hundred has a cause of its own.</summary>
    public static IEnumerable<AnalysisResult> Many(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return (i % 5) switch
            {
                0 => RegionLock(i % 2 == 0 ? "eu-west-3" : "ap-south-1", $"app-{i % 20}", i),
                1 => MissingAllow($"etl-{i % 7}", "s3:PutObject", $"arn:aws:s3:::example-landing/{i % 300}/part.parquet", i),
                2 => MissingAllow("reporting", "dynamodb:Query", $"arn:aws:dynamodb:eu-west-1:{Account}:table/orders-{i % 11}", i),
                3 => MissingResourceAllow($"reader-{i % 3}", "s3:GetObject", $"arn:aws:s3:::bucket/{i % 40}") with { EventId = $"event-{i}", EventTime = Noon.AddMinutes(i) },
                _ => MissingAllow($"svc-{i % 23}", "kms:Decrypt", $"arn:aws:kms:eu-west-1:{Account}:key/00000000-0000-0000-0000-{i % 5:D12}", i),
            };
        }
    }

    private static string ExemptionOf(string region) =>
        """{"Sid":"Lock","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1","REGION"]}}}""".Replace("REGION", region, StringComparison.Ordinal);

    private static string Allow(string action, string resource) => $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}""";

    private static Remediation Adding(string target, string statement, PolicyLayer layer = PolicyLayer.Identity) => new()
    {
        Sentence = $"Allow it in the policy of {target}.",
        Verified = true,
        Opens = [$"Lets {target} do it, and nothing else."],
        Changes =
        [
            new PolicyChange.AddStatements
            {
                Layer = layer, AttachmentTarget = target, CauseTarget = target, Opens = $"Lets {target} do it, and nothing else.",
                Json = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""",
                Document = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""",
                WriteScripts = new SampleDialect(target[(target.LastIndexOf('/') + 1)..]).ScriptsOf,
                LongestPolicy = new SampleDialect(target[(target.LastIndexOf('/') + 1)..]).LongestPolicy(layer, PolicyOrigin.Inline),
            },
        ],
    };

    private static AuthorizationRequest RequestOf(string role, string action, string resource) => new()
    {
        Principal = new() { Kind = PrincipalKind.RoleSession, Id = $"arn:aws:sts::{Account}:assumed-role/{role}/session", AccountId = Account, EntityId = $"arn:aws:iam::{Account}:role/{role}" },
        Action = action,
        Resource = new(resource, Account),
    };
}
