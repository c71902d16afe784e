using System.Text.Json;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Formats;

/// <summary>Every form that is no JSON of CloudTrail's own, a small sample each: read, with what it has lost, or refused as what it is.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FormatTests
{
    [TestCaseSource(nameof(Read))]
    public async Task ReadPathAsync_Form_GivesItsDenials(string file, JsonElement form)
    {
        var (events, summary) = await FormatFiles.ReadAsync(Path.Combine(FormatFiles.Folder, file));
        var problems = events.Select(e => e.Problem).OfType<string>().ToList();
        (summary.Denied, summary.Skipped, summary.Bad).Should().Be(
            (form.GetProperty("denied").GetInt32(), form.GetProperty("skipped").GetInt32(), form.GetProperty("problems").GetInt32()), "problems: {0}", string.Join("; ", problems));

        var ids = form.TryGetProperty("ids", out var named) ? named.EnumerateArray().Select(id => id.GetString()!) : Enumerable.Range(1, (int)summary.Denied).Select(number => $"e{number}");
        events.Where(e => e.Problem is null).Select(e => e.Id).Should().Equal(ids);
        if (form.TryGetProperty("says", out var says))
        {
            problems.Should().SatisfyRespectively(says.EnumerateArray().Select(text => (Action<string>)(problem => problem.Should().Contain(text.GetString()))));
        }
    }

    [Test]
    public async Task ReadPathAsync_TableThatEndsInsideOfACell_IsCutOff()
    {
        var (_, summary) = await FormatFiles.ReadAsync(Path.Combine(FormatFiles.Folder, "cut.csv"));

        summary.CutOffInputs.Should().ContainSingle().Which.Should().EndWith("cut.csv");
    }

    [TestCaseSource(nameof(Whole))]
    public async Task ReadPathAsync_FormWithTheRecord_KeepsCallerParametersAndText(string file)
    {
        var (events, _) = await FormatFiles.ReadAsync(Path.Combine(FormatFiles.Folder, file));
        var number = 0;
        foreach (var read in events)
        {
            number++;
            read.Identity!.Arn.Should().Be("arn:aws:sts::111111111111:assumed-role/app/app");
            (read.Identity.Type, read.Identity.AccountId, read.Identity.SessionIssuer!.Arn).Should().Be(("AssumedRole", "111111111111", "arn:aws:iam::111111111111:role/app"));
            (read.Service, read.Operation, read.AwsRegion, read.ErrorCode).Should().Be(("s3.amazonaws.com", "GetObject", "eu-west-1", "AccessDenied"));
            read.RequestParameters!.Value.GetProperty("bucketName").GetString().Should().Be("data");
            read.RequestParameters!.Value.GetProperty("key").GetString().Should().Be($"k{number}");
            read.ErrorMessage.Should().EndWith($"on resource: \"arn:aws:s3:::data/k{number}\" because no identity-based policy allows the s3:GetObject action");
            read.Resources.Select(resource => resource.Arn).Should().Equal($"arn:aws:s3:::data/k{number}", "arn:aws:s3:::data");
            read.Time.Should().Be(new DateTimeOffset(2026, 5, 4, 12, 0, number, TimeSpan.Zero));
        }
    }

    [TestCaseSource(nameof(Losing))]
    public async Task ReadPathAsync_FormThatLost_SaysSoInEachResult(string file, string lost)
    {
        var (events, _) = await FormatFiles.ReadAsync(Path.Combine(FormatFiles.Folder, file));
        events.Should().OnlyContain(e => e.ReadingNotes.Any(note => note.Contains(lost, StringComparison.Ordinal)));
    }

    [TestCaseSource(nameof(Refused))]
    public async Task ReadPathAsync_FormWithoutRecords_SaysWhatItIs(string file, string says)
    {
        var reading = () => FormatFiles.ReadAsync(Path.Combine(FormatFiles.Folder, file));
        (await reading.Should().ThrowAsync<CloudTrailFormatException>()).Which.Message.Should().Contain(says).And.NotContain("\x1b");
    }

    private static IEnumerable<TestCaseData> Read() => FormatFiles.All()
        .Where(form => form.TryGetProperty("denied", out _))
        .Select(form => new TestCaseData(form.GetProperty("file").GetString(), form).SetArgDisplayNames(form.GetProperty("file").GetString()!));

    private static IEnumerable<string> Whole() => FormatFiles.All()
        .Where(form => form.TryGetProperty("denied", out _) && !form.TryGetProperty("lost", out _) && !form.TryGetProperty("says", out _))
        .Select(form => form.GetProperty("file").GetString()!);

    private static IEnumerable<TestCaseData> Losing() => FormatFiles.All()
        .Where(form => form.TryGetProperty("lost", out _))
        .Select(form => new TestCaseData(form.GetProperty("file").GetString(), form.GetProperty("lost").GetString()));

    private static IEnumerable<TestCaseData> Refused() => FormatFiles.All()
        .Where(form => form.TryGetProperty("refused", out _))
        .Select(form => new TestCaseData(form.GetProperty("file").GetString(), form.GetProperty("refused").GetString()));
}
