using System.Buffers;
using System.Text;
using System.Text.Json;
using AccessUndenied.Replays;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Reports of replays: names that others chose do nothing in any of them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ReplayReportTests
{
    private const string Hostile = "=cmd|'/c calc'!A1</code><script>alert(1)</script>`[x](http://e)\u001b[2J\u202e\n::error::x";

    [TestCase(ReportFormat.Json)]
    [TestCase(ReportFormat.Text)]
    [TestCase(ReportFormat.Markdown)]
    [TestCase(ReportFormat.Html)]
    [TestCase(ReportFormat.Csv)]
    [TestCase(ReportFormat.Sarif)]
    [TestCase(ReportFormat.GitHub)]
    public void Write_HostileNames_DoNothing(ReportFormat format)
    {
        var text = Written(format, Result());
        text.Should().NotContain("\u001b").And.NotContain("\u202e").And.NotContain("\n::error");
        if (format == ReportFormat.Html)
        {
            text.Should().NotContain("<script>alert");
        }

        if (format == ReportFormat.Csv)
        {
            text.Should().NotContain(",=cmd").And.NotContain("\n=cmd");
        }

        if (format is ReportFormat.Json or ReportFormat.Sarif)
        {
            FluentActions.Invoking(() => JsonDocument.Parse(text)).Should().NotThrow();
        }
    }

    [Test]
    public void Write_JsonLines_IsRefusedSinceLinesAreWrittenCallByCall() =>
        FluentActions.Invoking(() => Written(ReportFormat.JsonLines, Result())).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public void WriteLine_CallOfWhichNothingIsToBeTold_WritesNothing()
    {
        var output = new ArrayBufferWriter<byte>();
        ReplayReport.WriteLine(new() { EventId = "e" }, hasChanges: true, output);
        output.WrittenCount.Should().Be(0);
    }

    [Test]
    public void Write_MarkdownOfMoreThanACommentHolds_CountsWhatIsLeftOutAndKeepsTheFacts()
    {
        var tally = new ReplayTally(hasChanges: true);
        for (var i = 0; i < 500; i++)
        {
            tally.Add(new()
            {
                EventId = $"event-{i}",
                Agreement = CallAgreement.Agrees,
                Change = new() { Principal = $"role-{i}", Action = "s3:GetObject", Resource = new string('r', 900), Before = Decision.Allowed, After = Decision.ExplicitDeny, Layer = PolicyLayer.Identity },
            });
        }

        var result = tally.ToResult();
        result.Exemptions = [new("p", null, ["a"], 1, "{\"a\":\"" + new string('x', 70_000) + "\"}")];
        var text = Written(ReportFormat.Markdown, result);

        text.Length.Should().BeLessThanOrEqualTo(65_536);
        text.Should().Contain("more are not listed here").And.Contain("more than fit into one comment").And.Contain("## What was replayed");
        (text.Split("```").Length % 2).Should().Be(1, because: "every block that is opened is closed");
    }

    private static string Written(ReportFormat format, ReplayResult result)
    {
        var output = new ArrayBufferWriter<byte>();
        ReplayReport.Write(result, format, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static ReplayResult Result(bool hasChanges = true)
    {
        var tally = new ReplayTally(hasChanges);
        foreach (var after in new[] { Decision.ExplicitDeny, Decision.Indeterminate, Decision.Allowed })
        {
            tally.Add(new()
            {
                EventId = Hostile,
                Time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                Service = Hostile,
                Agreement = CallAgreement.Agrees,
                Comparison = new()
                {
                    Recorded = Decision.ExplicitDeny, RecordedLayer = PolicyLayer.Identity, Decided = Decision.ImplicitDeny, DecidedLayer = PolicyLayer.Identity, IsSameReason = false,
                },
                Mismatch = new()
                {
                    Principal = Hostile, Action = Hostile, Resource = Hostile, Before = Decision.ExplicitDeny, After = Decision.ImplicitDeny, Layer = PolicyLayer.Identity, Policy = Hostile,
                    Sid = Hostile, Reason = Hostile,
                },
                Change = new()
                {
                    Principal = Hostile, Action = Hostile, Resource = Hostile, Before = Decision.Allowed, After = after, Layer = PolicyLayer.Identity, Policy = Hostile,
                    Sid = Hostile, MissingContextKeys = [Hostile], Reason = Hostile,
                },
            });
        }

        var result = tally.ToResult();
        result.Exemptions = [new(Hostile, Hostile, [Hostile], 1, "{}")];
        result.Suggestion = new(Hostile, 1, "{}", [new(Hostile, Hostile, 1, 1, null, null, isPattern: false)]);
        return result;
    }
}
