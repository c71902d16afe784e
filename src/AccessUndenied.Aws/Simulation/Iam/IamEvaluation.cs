using System.Globalization;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Simulation.Iam;

/// <summary>What <c>iam:SimulateCustomPolicy</c> answers for one action and resource.</summary>
/// <remarks>Source: IAM API Reference, <c>EvaluationResult</c> and <c>ResourceSpecificResult</c> (SIM-20 to SIM-26).</remarks>
internal sealed class IamEvaluation
{
    private IamEvaluation(XElement result, XElement specific)
    {
        Decision = specific.Text("EvalResourceDecision") ?? result.Text("EvalDecision") ?? "";
        AllowedByOrganizations = result.Child("OrganizationsDecisionDetail") is { } organizations ? organizations.Flag("AllowedByOrganizations") : null;
        var boundary = specific.Child("PermissionsBoundaryDecisionDetail") ?? result.Child("PermissionsBoundaryDecisionDetail");
        AllowedByBoundary = boundary?.Flag("AllowedByPermissionsBoundary");
        Missing = [.. result.Items("MissingContextValues").Concat(specific.Items("MissingContextValues")).Select(item => item.Value).Distinct(StringComparer.OrdinalIgnoreCase)];
        var matched = specific.Items("MatchedStatements").Any() ? specific : result;
        Matched = [.. matched.Items("MatchedStatements").Select(Read)];
        var details = specific.Items("EvalDecisionDetails").Any() ? specific : result;
        Details = details.Items("EvalDecisionDetails").ToDictionary(entry => entry.Text("key") ?? "", entry => entry.Text("value") ?? "", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary><c>allowed</c>, <c>explicitDeny</c> or <c>implicitDeny</c>.</summary>
    public string Decision { get; }

    /// <summary>What the service control policies say together; null when none took part.</summary>
    public bool? AllowedByOrganizations { get; }

    /// <summary>What the permissions boundary says; null when none took part.</summary>
    public bool? AllowedByBoundary { get; }

    public IReadOnlyList<string> Missing { get; }

    public IReadOnlyList<MatchedStatement> Matched { get; }

    /// <summary>Decisions by type of policy; only across accounts.</summary>
    public IReadOnlyDictionary<string, string> Details { get; }

    /// <summary>Reads the result for the resource <paramref name="arn"/>.</summary>
    // One result stands for all resources of an action, with the strictest decision of them; the single ones stand below it.
    public static IamEvaluation Read(XElement result, string arn)
    {
        var specific = result.Items("ResourceSpecificResults").FirstOrDefault(item => item.Text("EvalResourceName") == arn);
        return new(result, specific ?? result);
    }

    private static MatchedStatement Read(XElement statement)
    {
        var end = statement.Child("EndPosition");
        return new(statement.Text("SourcePolicyId") ?? "", statement.Text("SourcePolicyType") ?? "", Number(end, "Line"), Number(end, "Column"));
    }

    private static int Number(XElement? position, string name) =>
        int.TryParse(position?.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <param name="PolicyId">The policy as the request's lists number it, such as <c>PolicyInputList.1</c>.</param>
    /// <param name="PolicyType">The type of policy.</param>
    /// <param name="EndLine">The line on which it ends, counted from 1.</param>
    /// <param name="EndColumn">The column in which it ends.</param>
    internal sealed record MatchedStatement(string PolicyId, string PolicyType, int EndLine, int EndColumn);
}
