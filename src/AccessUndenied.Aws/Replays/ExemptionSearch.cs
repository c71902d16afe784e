using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Replays;

/// <summary>Finds out whom a proposed control policy would have to exempt so that recorded calls go on to work.</summary>
/// <remarks>
/// The exemption is a further condition on <c>aws:PrincipalArn</c>, which for a session is its role's. Whether it is right to exempt somebody, the calls do not tell.
/// Source:
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html">
/// Organizations User Guide, "SCP syntax"</see>.
/// </remarks>
public static class ExemptionSearch
{
    private const string Operator = "ArnNotEquals";
    private const string Key = "aws:PrincipalArn";

    /// <summary>The exemptions that keep the calls working which <paramref name="result"/> says would be denied by a Deny of <paramref name="changes"/>.</summary>
    /// <remarks>Callers that are no users or roles, such as services, are left out: they are told apart by other keys.</remarks>
    public static IReadOnlyList<SuggestedExemption> Of(ReplayResult result, IEnumerable<ProposedChange> changes)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(changes);
        var exemptions = new List<SuggestedExemption>();
        foreach (var change in changes.Where(change => change is { Adds: true, Document: not null, Layer: PolicyLayer.ServiceControl or PolicyLayer.ResourceControl }))
        {
            foreach (var statement in change.Document!.Statements.Where(statement => statement.Effect == Effect.Deny))
            {
                var groups = result.Changed.Where(group => IsBy(group.Difference, change, statement) && IsEntity(group.Difference.Principal)).ToList();
                if (groups.Count > 0)
                {
                    var principals = groups.Select(group => group.Difference.Principal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
                    exemptions.Add(new(change.PolicyName ?? change.PolicyArn, statement.Sid, principals, groups.Sum(group => group.Count), With(statement, principals)));
                }
            }
        }

        return exemptions;
    }

    private static bool IsBy(CallDifference one, ProposedChange change, Statement statement) =>
        one.After == Decision.ExplicitDeny && one.Layer == change.Layer && one.Sid == statement.Sid && (one.Policy == change.PolicyName || one.Policy == change.PolicyArn);

    // A name with a wildcard, which IAM gives to nobody, would exempt others.
    private static bool IsEntity(string principal) => Arn.OrNone(principal) is { IsArn: true, Service: "iam" } && !principal.AsSpan().ContainsAny("*?$");

    private static string With(Statement statement, List<string> principals)
    {
        var json = JsonNode.Parse(statement.Json.Span)!.AsObject();
        var condition = json["Condition"] as JsonObject ?? [];
        json["Condition"] = condition.Parent is null ? condition : condition.DeepClone();
        condition = json["Condition"]!.AsObject();
        var tests = condition[Operator] as JsonObject;
        if (tests is null)
        {
            condition[Operator] = tests = [];
        }

        IEnumerable<string> known = tests[Key] switch
        {
            JsonArray list => list.Select(item => item!.GetValue<string>()),
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        tests[Key] = new JsonArray([.. known.Concat(principals).Distinct(StringComparer.Ordinal).Select(one => (JsonNode)JsonValue.Create(one))]);
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
