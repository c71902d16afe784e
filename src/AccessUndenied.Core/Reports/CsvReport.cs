using System.Buffers;
using System.Globalization;
using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes results as a table of comma-separated values: a line of names, then one line a result or a finding.</summary>
/// <remarks>
/// Shape: fields with commas, quotes or line ends stand in quotes (RFC 4180); lines end in a line feed; UTF-8 without a mark.
/// What a spreadsheet would take for a formula has an apostrophe before it, since names in events are chosen by others.
/// Times are UTC, as <c>2026-01-31T09:30:00Z</c>.
/// </remarks>
internal sealed class CsvReport : IReportWriter
{
    private const int MostMembers = 100;

    private static readonly string[] s_resultNames =
    [
        "EventId", "EventTime", "AssessmentResult", "Principal", "PrincipalType", "Action", "Resource", "ResourceAccount", "Layer", "Policy", "Statement", "Why",
        "Remedy", "Verified", "Complete", "ErrorText", "ErrorMessage", "AuthorizationId",
    ];

    private static readonly string[] s_findingNames =
    [
        "AssessmentResult", "Count", "FirstTime", "LastTime", "Principals", "Actions", "Resources", "Layer", "Policy", "Statement", "Why", "Remedy", "Verified",
        "RemediatedCount", "Complete", "ExampleEventId", "ErrorMessage",
    ];

    private readonly IBufferWriter<byte> _output;
    private readonly bool _isGrouped;
    private readonly StringBuilder _line = new();

    /// <summary>A report into <paramref name="output"/>.</summary>
    /// <param name="output">What is written into.</param>
    /// <param name="isGrouped">Whether findings will be written rather than results.</param>
    public CsvReport(IBufferWriter<byte> output, bool isGrouped = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _isGrouped = isGrouped;
    }

    /// <inheritdoc/>
    public void Begin() => PutLine(_isGrouped ? s_findingNames : s_resultNames);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The report was begun for findings.</exception>
    public void Write(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (_isGrouped)
        {
            throw new InvalidOperationException("The table was begun for findings.");
        }

        var request = result.Request;
        var remedy = ReportSubject.RemedyOf(result);
        PutLine(
        [
            result.EventId, CsvText.Time(result.EventTime), result.Assessment.ToText(), request?.Principal.Id, request?.Principal.Kind.ToString(), request?.Action,
            request?.Resource.ToString(), request?.Resource.AccountId, .. Cause(result), remedy?.Sentence, remedy is null ? null : Bool(remedy.Verified),
            Bool(result.Evidence.Complete), result.ErrorText, result.ErrorMessage, result.Authorization?.Id,
        ]);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The report was begun for results.</exception>
    public void Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (!_isGrouped)
        {
            throw new InvalidOperationException("The table was begun for results.");
        }

        var remedy = finding.Remediation;
        PutLine(
        [
            finding.Assessment.ToText(), Number(finding.Count), CsvText.Time(finding.FirstTime), CsvText.Time(finding.LastTime), Members(finding.Principals), Members(finding.Actions),
            Members(finding.Resources), .. Cause(finding.Example), remedy?.Sentence, remedy is null ? null : Bool(remedy.Verified), Number(finding.RemediatedCount),
            Bool(finding.Example.Evidence.Complete), finding.Example.EventId, finding.Example.ErrorMessage,
        ]);
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    private static string?[] Cause(AnalysisResult result) => result.Causes is [var first, ..]
        ? [LayerNames.Of(first.Layer), first.Policy?.Id ?? first.PolicyId ?? first.Policy?.Name, StatementOf(first), first.Sentence]
        : [null, null, null, result.Refusal?.Reason];

    private static string? StatementOf(Results.Cause cause) => cause.Statement is { } statement ? statement.Sid ?? Number(statement.Index) : null;

    private static string Members(IReadOnlyList<FindingMember> members) =>
        string.Join("; ", members.Take(MostMembers).Select(member => member.Name))
        + (members.Count > MostMembers ? $"; {Counts.AndMore(members.Count - MostMembers)}" : "");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Bool(bool value) => value ? "true" : "false";

    private void PutLine(IReadOnlyList<string?> fields)
    {
        _line.Clear();
        CsvText.AppendLine(_line, fields);
        Encoding.UTF8.GetBytes(_line.ToString(), _output);
    }
}
