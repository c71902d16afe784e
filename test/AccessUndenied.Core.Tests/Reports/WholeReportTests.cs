using System.Runtime.CompilerServices;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Snapshooter.NUnit;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>Whole reports, letter by letter: the files under <c>__snapshots__</c> are what people read.</summary>
/// <remarks>Where a report is to change, delete its file, run the tests, and look at the difference.</remarks>
public sealed class WholeReportTests
{
    private static readonly IReadOnlyList<AnalysisResult> s_results =
        [SampleResults.RegionLock(), SampleResults.MissingAllow(minutes: 1), SampleResults.MissingResourceAllow("app", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:222222222222:queue"), SampleResults.Refused()];

    [Test]
    public void Write_SampleResults_ReadAsTheyDid([Values] ReportFormat format) =>
        Snapshot.Match(WrittenReport.Of(format, s_results), $"Report.{format}");

    [Test]
    public void Write_SampleFindings_ReadAsTheyDid([Values] ReportFormat format) =>
        Snapshot.Match(WrittenReport.Grouped(format, s_results), $"Findings.{format}");

    [Test]
    public void Write_OnATerminal_ReadsAsItDid([Values(80, 120)] int columns) =>
        Snapshot.Match(string.Join('\n', s_results.Select(result => WrittenReport.Laid(result, new TextLayout(columns) { IsBrief = true }))), $"Brief.{columns}");

    // Where the path of a source is replaced by the build, every report would be compared with a file that was just written.
    [Test]
    public void Snapshots_OfThisBuild_AreThoseOfTheRepository() => Directory.Exists(Path.Combine(Folder(), "__snapshots__")).Should().BeTrue();

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
