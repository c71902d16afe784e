using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class BriefTextTests
{
    private const string Queue = "arn:aws:sqs:eu-west-1:111111111111:orders-intake-of-the-warehouse";

    [Test]
    public void Of_WhatAHostileTextIsIn_TakesADozenRowsAtMost([Range(0, 11)] int text, [Values(40, 80, 100, 120)] int columns) =>
        RowsOf(Brief(SampleResults.With(SampleResults.Hostile[text]), columns), columns).Should().BeLessThanOrEqualTo(12);

    [Test]
    public void Of_LongNames_TakesADozenRowsAndHasAllThatItMustHave([Values(40, 80, 100)] int columns)
    {
        var resource = "arn:aws:s3:::a-bucket/" + new string('k', 900);

        var text = Brief(SampleResults.MissingAllow(resource: resource), columns);

        RowsOf(text, columns).Should().BeLessThanOrEqualTo(12);
        text.Should().Contain("\n  because ").And.Contain("\n  do  ").And.Contain("\n  who  ").And.Contain("\n  resource  ").And.Contain("\n  --verbose");
    }

    [Test]
    public void Of_MissingAllow_SaysWhatThenWhyThenWhatToDo()
    {
        var labels = Brief(SampleResults.MissingAllow(resource: Queue), 100).Split('\n').Where(line => line.Length > 2 && (line[0] != ' ' || line[2] != ' ')).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);

        labels.Should().StartWith(["Missing", "because", "do"]);
    }

    [Test]
    public void Of_StatementToAdd_IsWholeAndCanBePasted([Values(60, 80, 100, 120)] int columns)
    {
        var lines = Brief(SampleResults.MissingAllow(resource: Queue), columns).Split('\n');
        var from = Array.FindIndex(lines, line => line.StartsWith("             + {", StringComparison.Ordinal));
        var to = Array.FindIndex(lines, from, line => line.EndsWith('}'));

        using var pasted = JsonDocument.Parse(string.Join('\n', lines[from..(to + 1)]).Replace("+ {", "{", StringComparison.Ordinal));

        pasted.RootElement.GetProperty("Resource").GetString().Should().Be(Queue);
    }

    [TestCase(100, "\n  resource   " + Queue + "\n")]
    [TestCase(75, "\n  resource\n          " + Queue + "\n")]
    public void Of_NameThatIsLong_StandsUnbrokenWhereverThereIsRoom(int columns, string expected) => Brief(SampleResults.MissingAllow(resource: Queue), columns).Should().Contain(expected);

    [Test]
    public void Of_StatementThatHasNoRoom_IsLeftOut()
    {
        var text = Brief(SampleResults.MissingAllow(action: "s3:GetObject", resource: "arn:aws:s3:::a-bucket/" + new string('k', 900)), 80);

        text.Should().NotContain("+ {").And.Contain("commands");
    }

    [Test]
    public void Of_NamesThatStandBelow_AreShortInTheSentences()
    {
        var text = Brief(SampleResults.MissingAllow(resource: Queue), 100);

        text.Should().Contain("allows s3:GetObject on the resource.").And.Contain($"  resource   {Queue}\n");
    }

    [Test]
    public void Of_NameThatIsAValueOrPartOfAnotherOrQuoted_StaysAsItIs()
    {
        var result = SampleResults.MissingAllow(resource: Queue);
        var why = $"Statement of {Queue}/x on {Queue}: aws:SourceArn is {Queue}, and '{Queue}' is allowed.";

        var text = Brief(result with { Causes = [new(result.Causes[0]) { Sentence = why }] }, 400);

        text.Should().Contain($"Statement of {Queue}/x on the resource: aws:SourceArn is {Queue}, and '{Queue}' is allowed.");
    }

    [TestCase("The resource-based policy of {0} does not allow sqs:SendMessage on {0}.", "The resource-based policy does not allow sqs:SendMessage on the resource.")]
    [TestCase("Allow it on {0}; allow it on {0}, too.", "Allow it on the resource; allow it on it, too.")]
    [TestCase("Give the resource {0} the tag.", "Give the resource the tag.")]
    public void Of_ResourceNamedTwice_IsNotSaidTwice(string why, string expected)
    {
        var result = SampleResults.MissingAllow(resource: Queue);

        Brief(result with { Causes = [new(result.Causes[0]) { Sentence = string.Format(System.Globalization.CultureInfo.InvariantCulture, why, Queue) }] }, 400).Should().Contain(expected);
    }

    [Test]
    public void Of_NothingToChange_StillSaysWhatToDo() =>
        Brief(SampleResults.MissingAllow() with { Remediations = [] }, 100).Should().Contain("\n  do         No change of a policy that is known would let it through.\n");

    [Test]
    public void Of_Allowed_SaysWhyBeforeWhatTheRecordLacked()
    {
        var result = SampleResults.MissingAllow() with { Assessment = Assessment.Allowed, Causes = [], Remediations = [] };
        result = result with { Evidence = new(result.Evidence) { Notes = [new("text-message", "Only the text is known."), new("policies-probably-changed", "The policies allow it now.")] } };

        Brief(result, 100).Should().Contain("\n  because    The policies allow it now.\n  do         Make the call again").And.Contain("\n  note       Only the text is known.\n");
    }

    [Test]
    public void Announce_SeveralResults_SaysFirstWhatTheyComeToAndNotAgain()
    {
        AnalysisResult[] results = [SampleResults.MissingAllow(), SampleResults.RegionLock(), SampleResults.MissingAllow(minutes: 2)];

        var text = WrittenReport.Announced(results, new TextLayout(60) { IsBrief = true });

        text.Should().StartWith("3 denied events: 2 × Missing allow in an identity-based\n  policy; 1 × Explicit deny in a service-control policy.\n\nMissing");
        text.Split("3 denied events").Should().HaveCount(2);
    }

    private static string Brief(AnalysisResult result, int columns) => WrittenReport.Laid(result, new TextLayout(columns) { IsBrief = true });

    private static int RowsOf(string text, int columns) => text.TrimEnd('\n').Split('\n').Sum(line => Math.Max(1, (line.Length + columns - 1) / columns));
}
