using System.Buffers;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes findings as one SARIF 2.1.0 log, for code scanning and other tools that show results of analyses.</summary>
/// <remarks>
/// Shape: one run; a rule for each conclusion met; one result a finding, whose location is the ARN of the policy that decided, or of what lacks the allow, since no
/// file has it. Results that are written are grouped first, so that the log is written at the end.
/// Source: <see href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"</see>.
/// </remarks>
internal sealed class SarifReport : IReportWriter
{
    internal const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Fingerprint = "accessUndenied/v1";
    private const int MostMembers = 100;

    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IBufferWriter<byte> _output;
    private readonly ResultGrouping _grouping = new();
    private readonly List<Finding> _findings = [];

    /// <summary>A report into <paramref name="output"/>.</summary>
    public SarifReport(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    public void Write(AnalysisResult result) => _grouping.Add(result);

    /// <inheritdoc/>
    public void Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        _findings.Add(finding);
    }

    /// <inheritdoc/>
    public void End()
    {
        Finding[] findings = [.. _grouping.ToFindings(), .. _findings];
        Assessment[] rules = [.. findings.Select(finding => finding.Assessment).Distinct().Order()];
        using (var writer = new Utf8JsonWriter(_output, s_indented))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema"u8, Schema);
            writer.WriteString("version"u8, "2.1.0"u8);
            writer.WriteStartArray("runs"u8);
            writer.WriteStartObject();
            WriteTool(writer, rules);
            writer.WriteStartArray("results"u8);
            foreach (var finding in findings)
            {
                WriteResult(writer, finding, Array.IndexOf(rules, finding.Assessment));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        _output.Write("\n"u8);
    }

    private static void WriteTool(Utf8JsonWriter writer, Assessment[] rules)
    {
        writer.WriteStartObject("tool"u8);
        writer.WriteStartObject("driver"u8);
        writer.WriteString("name"u8, "AccessUndenied"u8);
        writer.WriteString("version"u8, Version());
        writer.WriteStartArray("rules"u8);
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, RuleId(rule));
            writer.WriteString("name"u8, rule.ToString());
            SarifText.Write(writer, "shortDescription"u8, rule.ToText());
            writer.WriteStartObject("defaultConfiguration"u8);
            writer.WriteString("level"u8, Level(rule));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, Finding finding, int ruleIndex)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId"u8, RuleId(finding.Assessment));
        writer.WriteNumber("ruleIndex"u8, ruleIndex);
        writer.WriteString("level"u8, Level(finding.Assessment));
        SarifText.Write(writer, "message"u8, Sentence(finding));
        WriteLocation(writer, finding.Example);
        writer.WriteNumber("occurrenceCount"u8, finding.Count);
        writer.WriteStartObject("partialFingerprints"u8);
        writer.WriteString(Fingerprint, FingerprintOf(finding));
        writer.WriteEndObject();
        writer.WriteStartObject("properties"u8);
        WriteMembers(writer, "principals"u8, finding.Principals);
        WriteMembers(writer, "actions"u8, finding.Actions);
        WriteMembers(writer, "resources"u8, finding.Resources);
        writer.WriteString("exampleEventId"u8, Visible(finding.Example.EventId));
        if (finding.Example.Authorization is { Id: { } id })
        {
            writer.WriteString("authorizationId"u8, Visible(id));
        }

        writer.WriteBoolean("complete"u8, finding.Example.Evidence.Complete);
        WriteIds(writer, finding.Example);
        if (finding.Remediation is { } remediation)
        {
            writer.WriteString("remedy"u8, Visible(remediation.Sentence));
            writer.WriteBoolean("verified"u8, remediation.Verified);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // What else is said of it, by kind: whoever filters results goes by these and not by words.
    private static void WriteIds(Utf8JsonWriter writer, AnalysisResult example)
    {
        if (ReportSubject.Decisive(example) is { } cause)
        {
            writer.WriteString("cause"u8, cause.Id);
        }

        WriteIds(writer, "hints"u8, example.Causes.Select(cause => cause.Hint?.Id).Concat(example.NearMisses.Select(miss => miss.Hint?.Id)).OfType<string>());
        WriteIds(writer, "notes"u8, example.Evidence.Notes.Select(note => note.Id));
    }

    private static void WriteIds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> ids)
    {
        var distinct = ids.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        distinct.ForEach(id => writer.WriteStringValue(Visible(id)));
        writer.WriteEndArray();
    }

    // Without the commit, so that the log is the same from one version.
    internal static string Version() =>
        typeof(SarifReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    // ARNs are URIs of the scheme "arn"; what may not stand in one is escaped.
    private static void WriteLocation(Utf8JsonWriter writer, AnalysisResult example)
    {
        var place = ReportSubject.PlaceOf(example) ?? "unknown";
        var cause = ReportSubject.Decisive(example);
        writer.WriteStartArray("locations"u8);
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation"u8);
        writer.WriteStartObject("artifactLocation"u8);
        writer.WriteString("uri"u8, Uri(place));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("logicalLocations"u8);
        writer.WriteStartObject();
        writer.WriteString("name"u8, Visible(cause?.Policy is { Name.Length: > 0 } policy ? policy.Name : place));
        var statement = cause?.Statement is { } one ? $"#{one.Sid ?? $"Statement[{one.Index}]"}" : "";
        writer.WriteString("fullyQualifiedName"u8, Visible(place + statement));
        writer.WriteString("kind"u8, "resource"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    internal static string Uri(string place)
    {
        // In what has no scheme, a colon would make one (RFC 3986, section 4.2).
        var plain = place.StartsWith("arn:", StringComparison.Ordinal) ? ":/-_.~@*+=" : "/-_.~@*+=";
        return string.Concat(place.Select(c => Escape(c, plain)));
    }

    private static string Escape(char c, string plain) => char.IsAsciiLetterOrDigit(c) || plain.Contains(c, StringComparison.Ordinal)
        ? c.ToString()
        : char.IsSurrogate(c) ? "%EF%BF%BD" : System.Uri.EscapeDataString(c.ToString());

    private static string Sentence(Finding finding)
    {
        var example = finding.Example;
        var why = ReportSubject.Decisive(example)?.Sentence ?? example.Refusal?.Reason ?? example.ErrorMessage ?? finding.Assessment.ToText();
        return finding.Count > 1 ? $"{why} ({Counts.Events(finding.Count)})" : why;
    }

    private static string FingerprintOf(Finding finding) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FindingKey.Of(finding.Example))))[..32];

    private static void WriteMembers(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<FindingMember> members)
    {
        writer.WriteStartArray(name);
        foreach (var member in members.Take(MostMembers))
        {
            writer.WriteStringValue(Visible(member.Name));
        }

        writer.WriteEndArray();
    }

    private static string Visible(string text) => VisibleText.Of(text);

    // Such as missing-allow-in-identity-policy; it stays the same from release to release.
    private static string RuleId(Assessment assessment)
    {
        var id = new StringBuilder();
        foreach (var c in assessment.ToString())
        {
            _ = char.IsAsciiLetterUpper(c) && id.Length > 0 ? id.Append('-').Append(char.ToLowerInvariant(c)) : id.Append(char.ToLowerInvariant(c));
        }

        return id.ToString();
    }

    private static string Level(Assessment assessment) => assessment switch
    {
        Assessment.Allowed => "note",
        Assessment.Error or Assessment.InvalidAction => "warning",
        _ => "error",
    };
}
