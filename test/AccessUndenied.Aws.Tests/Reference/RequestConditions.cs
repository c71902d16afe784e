using CsCheck;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>Conditions and contexts that speak of the same few keys and values.</summary>
internal static class RequestConditions
{
    private static readonly string[] s_texts =
        ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"];

    private static readonly string[] s_arns = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];

    private static readonly string[] s_numbers =
    [
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
    ];

    private static readonly string[] s_dates =
        ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"];

    private static readonly string[] s_addresses = ["IpAddress", "NotIpAddress"];

    private static readonly string[] s_everything =
        [.. s_texts, .. s_arns, .. s_numbers, .. s_dates, .. s_addresses, "Bool", "BinaryEquals", "Null"];

    private static readonly string[] s_callerArns =
    [
        "arn:aws:iam::111111111111:role/team/app", "arn:aws:iam::111111111111:role/app", "arn:aws:iam::111111111111:user/app",
        "arn:aws:iam::222222222222:role/app", "arn:aws:iam::111111111111:root",
    ];

    // Key; operators that suit it; what policies say; what requests hold. In policies only: keys that a request fills in itself.
    private static readonly (string Key, string[] Operators, string[] Wanted, string[] Held)[] s_keys =
    [
        ("aws:PrincipalTag/team", s_texts, ["app", "App", "a*", "?pp", "", "${aws:RequestTag/team}", "${aws:username}", "${aws:X, 'app'}", "${*}"],
            ["app", "App", "ops", "", "*", "a*"]),
        ("aws:principaltag/TEAM", s_texts, ["app", "ops", "*"], ["ops"]),
        ("aws:RequestTag/team", s_texts, ["app", "ops", "${aws:PrincipalTag/team}", "${aws:TagKeys}", "${acme:list}"], ["app", "ops", "a"]),
        ("aws:TagKeys", s_texts, ["team", "env", "t*", "x"], ["team", "env", "x"]),
        ("acme:list", s_texts, ["a", "b", "*"], ["a", "b", "c"]),
        ("aws:PrincipalOrgID", s_texts, ["o-1", "o-*"], ["o-1", "o-2"]),
        ("aws:PrincipalOrgPaths", s_texts, ["o-1/r-1/ou-1/", "o-1/*"], ["o-1/r-1/ou-1/", "o-2/r-2/"]),
        ("aws:SourceVpc", s_texts, ["vpc-1", "vpc-?"], ["vpc-1", "vpc-2"]),
        ("aws:SourceIp", s_addresses, ["192.0.2.0/24", "192.0.2.1", "198.51.100.7/8", "2001:db8::/32", "2001:db8::1", "192.0.2.300", "0.0.0.0/0"],
            ["192.0.2.1", "198.51.100.1", "2001:db8::1", "::ffff:192.0.2.1", "host"]),
        ("aws:SourceArn", s_arns,
            [
                "arn:aws:sns:*:*:t", "arn:aws:sns:eu-west-1:111111111111:t", "arn:aws:sns:*", "*", "arn:aws:s3:::bucket-?",
                "arn:*:s3:*:*:${aws:X, 'b'}*",
            ],
            ["arn:aws:sns:eu-west-1:111111111111:t", "arn:aws:sns:eu-west-1:111111111111:x:t", "arn:aws:s3:::bucket-a", "no-arn"]),
        ("aws:SourceAccount", s_texts, ["111111111111", "222222222222"], ["111111111111", "222222222222"]),
        ("aws:MultiFactorAuthPresent", ["Bool"], ["true", "false", "True", "yes"], ["true", "false"]),
        ("aws:CurrentTime", s_dates, ["2026-01-02", "2026-01-02T03:04:05Z", "2026-01-02T03:04Z", "1767323045", "2026-01-02T04:04:05+01:00", "soon"],
            ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.5Z", "20260102T030405Z", "1767323045", "2026-01-01T00:00:00Z"]),
        ("s3:max-keys", s_numbers, ["10", "10.0", "-1", "9.99", "ten"], ["10", "9", "+10", "ten"]),
        ("acme:blob", ["BinaryEquals"], ["QUI=", "QUJD", "!"], ["QUI=", "QUJD", "?"]),
        ("kms:ResourceAliases", s_texts, ["alias/app", "alias/*"], ["alias/app", "alias/aws/app", "alias/b"]),
        ("aws:PrincipalArn", s_arns, [.. s_callerArns, "arn:aws:iam::111111111111:role/*", "arn:aws:iam::*:user/app"], []),
        ("aws:userid", s_texts, ["AROAEXAMPLEROLE:s1", "AIDAEXAMPLEUSER", "*:s1", "anonymous", "111111111111", "111111111111:app"],
            ["AROAEXAMPLEROLE:s1", "AIDAEXAMPLEUSER"]),
        ("aws:PrincipalAccount", s_texts, ["111111111111", "222222222222", "anonymous"], ["222222222222"]),
        ("aws:ResourceAccount", s_texts, ["111111111111", "222222222222", "${aws:PrincipalAccount}"], ["222222222222"]),
        ("aws:PrincipalType", s_texts, ["User", "AssumedRole", "Account", "FederatedUser", "Anonymous"], []),
        ("aws:username", s_texts, ["app", "a*", "team/app"], ["app"]),
        ("token.actions.githubusercontent.com:sub", s_texts, ["repo:a/b:*", "repo:a/b:ref:refs/heads/main", "*"], ["repo:a/b:ref:refs/heads/main", "repo:c/d:pull_request"]),
        ("saml:aud", s_texts, ["https://signin.aws.amazon.com/saml", "https://*"], ["https://signin.aws.amazon.com/saml", "https://other.example/saml"]),
        ("aws:PrincipalIsAWSService", ["Bool"], ["true", "false"], []),
    ];

    private static readonly Gen<(string Key, string[] Operators, string[] Wanted, string[] Held)> s_key = Gen.OneOf(s_keys);

    /// <summary>A <c>Condition</c> of one or two operators.</summary>
    internal static Gen<string> Block { get; } = Gen.Frequency(
        (12, Test().Select(test => RequestJson.Object(test))),
        (5, Gen.Select(Test(), Test(), (first, second) =>
            first.Name == second.Name ? RequestJson.Object(first) : RequestJson.Object(first, second))),
        (1, Gen.OneOf(
            "{}", """{"StringEquals":{}}""", """{"StringEquals":{"aws:PrincipalType":[]}}""", """{"StringNotEquals":{"aws:PrincipalType":[]}}""")));

    /// <summary>The members <c>context</c> and <c>unknownContextKeys</c>, which never name the same key.</summary>
    internal static Gen<(string? Context, string? Unknown)> Context(RequestScenario scenario)
    {
        // The role behind a session may be given with its path (PM-02), any other key by chance alone.
        var roles = scenario.CallerForms.Where(form => form.Contains(":role/", StringComparison.Ordinal)).ToArray();
        var keys = s_keys
            .Select(key => (key.Key, Held: key.Key != "aws:PrincipalArn" ? key.Held : roles.Length > 0 ? roles : s_callerArns))
            .Where(key => key.Held.Length > 0)
            .ToArray();
        return Gen.Select(Gen.Shuffle(keys), Gen.Int[0, 7], Gen.Frequency((6, Gen.Const(0)), (3, Gen.Int[1, 3]))).SelectMany(drawn =>
        {
            var (shuffled, known, unknown) = drawn;
            var given = shuffled.Take(known).ToList();
            Gen<(string Name, string? Value)>[] members = [.. given.Select(key => Held(key.Key, key.Held))];
            var names = shuffled.Skip(known).Take(unknown).Select(key => key.Key)
                .Where(name => !given.Exists(key => key.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
                .Select(RequestJson.Quote);
            return All(members).Select(pairs => (
                known == 0 ? null : (string?)RequestJson.Object(pairs),
                unknown == 0 ? null : (string?)RequestJson.Array(names)));
        });
    }

    private static Gen<(string Name, string? Value)> Test() =>
        s_key.SelectMany(key => Gen.Select(
            Operator(key.Operators),
            Gen.Frequency((5, Gen.Const(key.Key)), (1, Gen.Const(key.Key.ToLowerInvariant()))),
            Values(key.Wanted),
            (name, spelled, values) => name.EndsWith("Null", StringComparison.Ordinal)
                ? (name, RequestJson.Object((spelled, values.Length % 2 == 0 ? "\"true\"" : "false")))
                : (name, (string?)RequestJson.Object((spelled, values)))));

    private static Gen<string> Operator(string[] suiting) =>
        Gen.Select(
            Gen.Frequency((7, Gen.Const("")), (1, Gen.Const("ForAllValues:")), (1, Gen.Const("ForAnyValue:"))),
            Gen.Frequency((8, Gen.OneOf(suiting)), (1, Gen.OneOf(s_everything)), (1, Gen.Const("Null"))),
            Gen.Frequency((4, Gen.Const("")), (1, Gen.Const("IfExists"))),
            Gen.Frequency((15, Gen.Const(false)), (1, Gen.Const(true))),
            (set, name, ifExists, lower) =>
            {
                var whole = set + name + (name == "Null" ? "" : ifExists);
                return lower && name != "Null" ? whole.ToLowerInvariant() : whole;
            });

    private static Gen<string> Values(string[] wanted) => RequestJson.OneOrMore(Gen.OneOf(wanted));

    private static Gen<(string Name, string? Value)> Held(string key, string[] held)
    {
        var texts = Gen.OneOf(held);
        var isList = PlainCatalog.IsMultivalued(key) || key == "acme:list";
        var one = texts.Select(RequestJson.Quote);
        var many = texts.Array[0, 3].Select(items => RequestJson.Array(items.Select(RequestJson.Quote)));
        if (key is "aws:PrincipalArn" or "aws:userid")
        {
            return one.Select(value => (key, (string?)value)); // the caller's identity is one text
        }
        return (isList ? Gen.Frequency((1, one), (4, many)) : Gen.Frequency((12, one), (1, many))).Select(value => (key, (string?)value));
    }

    private static Gen<(string Name, string? Value)[]> All(Gen<(string Name, string? Value)>[] members) =>
        members.Aggregate(
            Gen.Const(0).Select(_ => System.Array.Empty<(string Name, string? Value)>()),
            (before, next) => Gen.Select(before, next, (array, one) => (((string Name, string? Value)[])[.. array, one])));
}
