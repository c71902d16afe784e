using CsCheck;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>Statements that match a scenario, or nearly so.</summary>
internal static class RequestStatements
{
    private static readonly string[] s_strangers =
    [
        "*", "111111111111", "222222222222", "333333333333", "arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root",
        "arn:aws-cn:iam::111111111111:root", "arn:aws:iam::111111111111:user/app", "arn:aws:iam::111111111111:user/App",
        "arn:aws:iam::111111111111:role/app", "arn:aws:iam::111111111111:role/team/app", "arn:aws:iam::111111111111:role/other",
        "arn:aws:iam::111111111111:user/*", "arn:aws:iam::111111111111:role/?pp", "arn:aws:iam::111111111111:group/app",
        "arn:aws:sts::111111111111:assumed-role/app/s1", "arn:aws:sts::111111111111:assumed-role/app/s2",
        "arn:aws:sts::222222222222:federated-user/app", "AROAEXAMPLEROLE", "AIDAEXAMPLEUSER",
    ];

    /// <summary>A statement of an identity policy, boundary, session policy or SCP.</summary>
    internal static Gen<string> Bare(RequestScenario scenario) => Any(scenario, Gen.Const(((string, string?)?)null));

    /// <summary>A statement of a resource policy, an endpoint policy or an RCP.</summary>
    internal static Gen<string> WithPrincipal(RequestScenario scenario) =>
        Any(scenario, Principal(scenario).Select(member => ((string, string?)?)member));

    internal static Gen<string> DenyToEverybody(RequestScenario scenario) =>
        Gen.Select(Actions(scenario), Resources(scenario), RequestConditions.Block, (action, resource, condition) =>
            RequestJson.Object(("Effect", "\"Deny\""), ("Principal", "\"*\""), action, resource, ("Condition", condition)));

    private static Gen<string> Any(RequestScenario scenario, Gen<(string, string?)?> principal)
    {
        var broad = principal.Select(member => Write("Allow", member, ("Action", "\"*\""), ("Resource", "\"*\""), null));
        var allow = Statement(scenario, "Allow", 30, principal);
        var deny = Statement(scenario, "Deny", 65, principal);
        return Gen.Frequency((26, broad), (52, allow), (20, deny), (2, Malformed(scenario, principal)));
    }

    private static Gen<string> Statement(RequestScenario scenario, string effect, int conditional, Gen<(string, string?)?> principal) =>
        Gen.Select(
            principal, Actions(scenario), Resources(scenario), RequestJson.Sometimes(conditional, RequestConditions.Block),
            (who, action, resource, condition) => Write(effect, who, action, resource, condition));

    private static string Write(
        string effect, (string Name, string? Value)? principal, (string, string?) action, (string, string?) resource, string? condition) =>
        RequestJson.Object(
            ("Effect", RequestJson.Quote(effect)), (principal?.Name ?? "Principal", principal?.Value), action, resource, ("Condition", condition));

    private static Gen<(string, string?)> Actions(RequestScenario scenario)
    {
        var (service, action) = (scenario.Service, scenario.Action);
        var matching = Gen.OneOf(
            action, service + ":*", "*", "*:*", action.ToUpperInvariant(), action[..^3] + "*", action[..^1] + "?", service + ":?*e*", "s*:*");
        var other = Gen.OneOf("sns:Subscribe", service + ":Xyz", action + "?", action + ", sns:Publish", "${aws:X}");
        return Member("Action", "NotAction", matching, other);
    }

    private static Gen<(string, string?)> Resources(RequestScenario scenario)
    {
        var resource = scenario.Resource;
        var service = resource == "*" ? scenario.Service : resource.Split(':')[2];
        var name = resource.LastIndexOfAny([':', '/']) + 1;
        var whole = "arn:aws:" + service;
        var matching = resource.Length > 3
            ? Gen.OneOf(
                "*", resource, resource, resource[..^1] + "*", resource[..^1] + "?", whole + ":*", whole, whole + ":::*", whole + ":*:*:*",
                resource[..name] + "${aws:username}", resource[..name] + "*${aws:PrincipalTag/team, 'app'}", "arn:*", "arn:aws*:*",
                whole + ":${aws:X}:*")
            : Gen.OneOf("*", "*", whole + ":::*", whole + ":*:*:*", whole + ":*", "arn:*:*:*:*:*");
        var other = Gen.OneOf(
            whole + ":us-east-1:111111111111:other", resource.ToUpperInvariant(), resource + "/", whole + ":*:111111111111:*",
            resource + "${aws:X}", "arn:aws-cn:" + service + ":*:*:*", whole + ":*:*:${aws:TagKeys}");
        return Member("Resource", "NotResource", matching, other);
    }

    // Mostly what matches; under the Not element mostly what does not.
    private static Gen<(string, string?)> Member(string name, string negated, Gen<string> matching, Gen<string> other)
    {
        var often = RequestJson.OneOrMore(Gen.Frequency((7, matching), (1, other)));
        var seldom = RequestJson.OneOrMore(Gen.Frequency((1, matching), (5, other)));
        return Gen.Frequency(
            (60, often.Select(value => (name, (string?)value))),
            (8, seldom.Select(value => (negated, (string?)value))),
            (1, Gen.OneOf(name, negated).Select(member => (member, (string?)"[]"))));
    }

    private static Gen<(string, string?)> Principal(RequestScenario scenario)
    {
        var own = scenario.CallerForms.Length == 0 ? Gen.Const("*") : Gen.OneOf(scenario.CallerForms);
        var aws = RequestJson.OneOrMore(Gen.Frequency((5, own), (2, Gen.OneOf(s_strangers)))).Select(value => RequestJson.Object(("AWS", value)));
        var service = RequestJson.OneOrMore(Gen.OneOf("sns.amazonaws.com", "lambda.amazonaws.com", "*"))
            .Select(value => RequestJson.Object(("Service", value)));
        var isOutside = RequestScenario.Providers.Contains(scenario.Principal);
        var federated = RequestJson.OneOrMore(isOutside ? Gen.Frequency((3, Gen.Const(scenario.Principal)), (1, Gen.OneOf(RequestScenario.Providers))) : Gen.OneOf(RequestScenario.Providers))
            .Select(value => RequestJson.Object(("Federated", value)));
        var both = Gen.Select(aws, isOutside ? federated : service, (first, second) => first[..^1] + "," + second[1..]);
        var other = Gen.OneOf(
            """{"Federated":"accounts.google.com"}""", "\"arn:aws:iam::111111111111:root\"", "{}",
            "{\"CanonicalUser\":\"" + new string('a', 64) + "\"}");
        // An exemption needs several entries at once (PRIN-21).
        var everyForm = Gen.OneOf(true, false).Select(all => RequestJson.Object(
            ("AWS", RequestJson.Array((all ? scenario.CallerForms : scenario.CallerForms.Skip(1)).Select(RequestJson.Quote)))));
        return Gen.Frequency(
            (14, aws.Select(value => ("Principal", (string?)value))),
            (5, Gen.OneOf("\"*\"", """{"AWS":"*"}""").Select(value => ("Principal", (string?)value))),
            (3, Gen.OneOf(service, both).Select(value => ("Principal", (string?)value))),
            (isOutside ? 14 : 1, federated.Select(value => ("Principal", (string?)value))),
            (1, other.Select(value => ("Principal", (string?)value))),
            (2, Gen.OneOf(aws, service, both, federated).Select(value => ("NotPrincipal", (string?)value))),
            (2, everyForm.Select(value => ("NotPrincipal", (string?)value))),
            (1, Gen.Const(("Principal", (string?)null))));
    }

    private static Gen<string> Malformed(RequestScenario scenario, Gen<(string, string?)?> principal)
    {
        var effect = Gen.OneOf("Allow", "Deny");
        return Gen.Select(effect, principal, Gen.OneOf(Enumerable.Range(0, 9).ToArray()), (word, member, fault) =>
        {
            var who = (member?.Item1 ?? "Principal", member?.Item2);
            (string, string?) quoted = ("Effect", RequestJson.Quote(word));
            (string, string?) action = ("Action", RequestJson.Quote(scenario.Action));
            (string, string?) resource = ("Resource", "\"*\"");
            return fault switch
            {
                0 => RequestJson.Object(who, action, resource),
                1 => RequestJson.Object(("Effect", RequestJson.Quote(word.ToLowerInvariant())), who, action, resource),
                2 => RequestJson.Object(quoted, who, action, ("NotAction", "\"sns:*\""), resource),
                3 => RequestJson.Object(quoted, who, resource),
                4 => RequestJson.Object(quoted, who, action, resource, ("NotResource", "\"arn:aws:s3:::x\"")),
                5 => RequestJson.Object(quoted, who, action, resource, ("Condition", """{"StringEqual":{"aws:PrincipalType":"User"}}""")),
                6 => RequestJson.Object(quoted, who, action, resource, ("Condition", """{"NullIfExists":{"aws:PrincipalType":"true"}}""")),
                7 => RequestJson.Object(quoted, who, action, action, resource),
                _ => RequestJson.Object(quoted, ("Principal", "\"*\""), ("NotPrincipal", "\"*\""), action, resource),
            };
        });
    }
}
