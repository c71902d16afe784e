using System.Text.Json;
using AccessUndenied.Aws.Tests.Reference;
using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>A verdict under unknown keys stands for whatever their values are.</summary>
/// <remarks>
/// Not in these laws: <c>aws:PrincipalArn</c>, by which a request gives the path of its role; without it a role of the same account and
/// name is taken to be the caller's (PM-02), and the result says so in a note. Nor, for KMS, the aliases of a key that nobody knows: the
/// key then counts as the customer's, not as one that AWS manages and resource control policies spare (RCP-04).
/// </remarks>
public sealed class UnknownKeyLaws
{
    private const int Requests = 5_000;

    private static readonly string?[] s_values =
    [
        null, null, "\"app\"", "\"ops\"", "\"a\"", "\"\"", "\"*\"", "\"team\"", "[\"team\",\"env\"]", "[]", "\"o-1\"", "\"o-2\"", "\"vpc-1\"", "\"192.0.2.1\"",
        "\"2001:db8::1\"", "\"true\"", "\"false\"", "\"2026-01-02T03:04:05Z\"", "\"10\"", "\"9\"", "\"111111111111\"", "\"222222222222\"",
        "\"AROAEXAMPLEROLE:s1\"", "\"AIDAEXAMPLEUSER\"", "\"arn:aws:sns:eu-west-1:111111111111:t\"", "\"arn:aws:s3:::bucket-a\"", "\"QUI=\"",
        "\"alias/app\"", "\"alias/aws/app\"", "[\"a\",\"b\"]", "\"o-1/r-1/ou-1/\"",
    ];

    private readonly DecisionJudge _judge = new();

    [Test]
    public void FirmVerdictUnderUnknownKeys_StandsForEveryValue() => Input().Sample(
        input =>
        {
            var draft = EditableRequest.Read(input.Text);
            var unknown = Keys(draft["unknownContextKeys"]);
            var before = _judge.Decide(draft.Write()).Decision;
            if (before == Decision.Indeterminate)
            {
                return;
            }

            draft["context"] = Merge(draft["context"], unknown.Zip(input.Values));
            draft["unknownContextKeys"] = RequestJson.Array(Keys(draft["unknownContextKeys"], all: true).Except(unknown).Select(RequestJson.Quote));
            _judge.Decide(draft.Write()).Decision.Should().Be(before, because: $"{input.Text} with {draft["context"]}");
        },
        iter: Requests,
        threads: 1);

    [Test]
    public void VerdictWithAKeyTurnedUnknown_IsTheSameOrIndeterminate() => Input().Sample(
        input =>
        {
            var draft = EditableRequest.Read(input.Text);
            var before = _judge.Decide(draft.Write()).Decision;
            using var context = JsonDocument.Parse(draft["context"] ?? "{}");
            var turned = context.RootElement.EnumerateObject().Select(member => member.Name).Where(IsCovered).Take(1).ToList();
            draft["context"] = RequestJson.Object([.. context.RootElement.EnumerateObject()
                .Where(member => !turned.Contains(member.Name)).Select(member => (member.Name, (string?)member.Value.GetRawText()))]);
            draft["unknownContextKeys"] = RequestJson.Array(Keys(draft["unknownContextKeys"], all: true).Concat(turned).Select(RequestJson.Quote));
            new[] { before, Decision.Indeterminate }.Should().Contain(_judge.Decide(draft.Write()).Decision, because: $"{input.Text} without {string.Join(", ", turned)}");
        },
        iter: Requests,
        threads: 1);

    // A Deny that no condition holds back is certain, whatever else is not known.
    [Test]
    public void CertainDeny_WithEveryKeyUnknown_StaysExplicitDeny() => Input().Sample(
        input =>
        {
            var draft = EditableRequest.Read(input.Text);
            foreach (var policy in draft.Layers.SelectMany(layer => layer.Policies))
            {
                policy.Statements.RemoveAll(statement => statement.Contains("\"Condition\"", StringComparison.Ordinal) || statement.Contains("${", StringComparison.Ordinal)
                    || statement.Contains("AROA", StringComparison.Ordinal) || statement.Contains("AIDA", StringComparison.Ordinal));
            }

            if (_judge.Decide(draft.Write()).Decision != Decision.ExplicitDeny)
            {
                return;
            }

            using var context = JsonDocument.Parse(draft["context"] ?? "{}");
            var kept = context.RootElement.EnumerateObject().Where(member => !IsCovered(member.Name));
            var turned = context.RootElement.EnumerateObject().Select(member => member.Name).Where(IsCovered);
            draft["unknownContextKeys"] = RequestJson.Array(turned.Select(RequestJson.Quote));
            draft["context"] = RequestJson.Object([.. kept.Select(member => (member.Name, (string?)member.Value.GetRawText()))]);
            _judge.Decide(draft.Write()).Decision.Should().Be(Decision.ExplicitDeny, because: draft.Write());
        },
        iter: Requests,
        threads: 1);

    private static Gen<(string Text, string?[] Values)> Input() =>
        Gen.Select(SimulationRequests.Text, Gen.OneOf(s_values).Array[4, 4], (text, values) => (text, values));

    private static bool IsCovered(string key) => !key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase)
        && !key.StartsWith("kms:", StringComparison.OrdinalIgnoreCase);

    private static List<string> Keys(string? list, bool all = false)
    {
        using var document = JsonDocument.Parse(list ?? "[]");
        return [.. document.RootElement.EnumerateArray().Select(key => key.GetString()!).Where(key => all || IsCovered(key))];
    }

    private static string Merge(string? context, IEnumerable<(string Key, string? Value)> added)
    {
        using var document = JsonDocument.Parse(context ?? "{}");
        return RequestJson.Object([.. document.RootElement.EnumerateObject().Select(member => (member.Name, (string?)member.Value.GetRawText())), .. added]);
    }
}
