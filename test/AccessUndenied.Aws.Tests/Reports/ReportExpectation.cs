using System.Text.Json;
using System.Text.RegularExpressions;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Reports;

/// <summary>What a right answer to a report holds and what it must not; tolerant of wording.</summary>
/// <remarks>
/// Members, all optional: <c>assessment</c>, <c>action</c>, <c>resource</c> (any of), <c>firstGrants</c> and <c>anyGrants</c> (a statement that the
/// first or some remediation adds), <c>noGrants</c> (what none may add; <c>"condition": null</c> means an unconditional statement),
/// <c>says</c> and <c>saysNot</c> (regular expressions over the text report), <c>result</c> (which of several results is meant).
/// </remarks>
internal sealed class ReportExpectation(JsonElement json)
{
    private static readonly string[] s_members =
        ["assessment", "action", "resource", "firstGrants", "anyGrants", "noGrants", "says", "saysNot", "result"];

    public IReadOnlyList<string> FaultsOf(IReadOnlyList<AnalysisResult> results)
    {
        var faults = new List<string>();
        foreach (var member in json.EnumerateObject().Where(member => !s_members.Contains(member.Name)))
        {
            faults.Add($"the case asks for '{member.Name}', which nobody knows");
        }

        var index = json.TryGetProperty("result", out var number) ? number.GetInt32() : 0;
        if (results.Count <= index)
        {
            return [.. faults, $"{results.Count} results"];
        }

        AddRequestFaults(faults, results[index]);
        AddGrantFaults(faults, results[index].Remediations);
        var report = string.Join('\n', results.Select(TextReport.ToText));
        faults.AddRange(Texts("says").Where(pattern => !IsFound(pattern, report)).Select(pattern => $"does not say /{pattern}/"));
        faults.AddRange(Texts("saysNot").Where(pattern => IsFound(pattern, report)).Select(pattern => $"says /{pattern}/"));
        return faults;
    }

    private void AddRequestFaults(List<string> faults, AnalysisResult result)
    {
        if (Texts("assessment") is { Count: > 0 } assessments && !assessments.Contains(result.Assessment.ToText()))
        {
            faults.Add($"the assessment is '{result.Assessment.ToText()}'");
        }

        if (Texts("action") is { Count: > 0 } actions && !actions.Contains(result.Request?.Action, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add($"the action is '{result.Request?.Action}'");
        }

        if (Texts("resource") is { Count: > 0 } resources && !resources.Contains(result.Request?.Resource.ToString() ?? ""))
        {
            faults.Add($"the resource is '{result.Request?.Resource}'");
        }
    }

    private void AddGrantFaults(List<string> faults, IReadOnlyList<Remediation> remediations)
    {
        faults.AddRange(Grants("firstGrants").Where(grant => remediations.Count == 0 || !grant.IsIn(remediations[0], isWide: false))
            .Select(grant => $"the first remedy does not grant {grant}"));
        faults.AddRange(Grants("anyGrants").Where(grant => !remediations.Any(remediation => grant.IsIn(remediation, isWide: false)))
            .Select(grant => $"no remedy grants {grant}"));
        faults.AddRange(Grants("noGrants").Where(grant => remediations.Any(remediation => grant.IsIn(remediation, isWide: true)))
            .Select(grant => $"a remedy grants {grant}"));
    }

    private IEnumerable<ExpectedGrant> Grants(string member) =>
        json.TryGetProperty(member, out var grants) ? grants.EnumerateArray().Select(grant => new ExpectedGrant(grant)) : [];

    private List<string> Texts(string member) => json.TryGetProperty(member, out var texts)
        ? texts.ValueKind == JsonValueKind.Array ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [texts.GetString()!]
        : [];

    private static bool IsFound(string pattern, string report) =>
        Regex.IsMatch(report, pattern, RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
}
