using System.Text.Json;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>Every form in which people have their events, a small sample each: read whole, or refused as what it is.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FormTests
{
    [TestCaseSource(nameof(Read))]
    public async Task ReadPathAsync_Form_GivesItsDenials(string file, int denied, int skipped, int problems)
    {
        var (events, summary) = await Trail.ReadPath(Path.Combine(CaseFiles.Root, "Forms", file));

        events.Where(e => e.Problem is null).Select(e => e.Id).Should().Equal(Enumerable.Range(1, denied).Select(number => $"e{number}"));
        (summary.Denied, summary.Skipped, summary.Bad).Should().Be((denied, skipped, problems), "problems: {0}", string.Join("; ", events.Select(e => e.Problem)));
    }

    [TestCaseSource(nameof(Refused))]
    public async Task ReadPathAsync_FormWithoutRecords_SaysWhatItIs(string file, string says)
    {
        var reading = () => Trail.ReadPath(Path.Combine(CaseFiles.Root, "Forms", file));
        (await reading.Should().ThrowAsync<CloudTrailFormatException>()).Which.Message.Should().Contain("there is no CloudTrail record in it").And.Contain(says);
    }

    private static IEnumerable<TestCaseData> Read() => Forms()
        .Where(form => form.TryGetProperty("denied", out _))
        .Select(form => new TestCaseData(
            form.GetProperty("file").GetString(), form.GetProperty("denied").GetInt32(), form.GetProperty("skipped").GetInt32(), form.GetProperty("problems").GetInt32()));

    private static IEnumerable<TestCaseData> Refused() => Forms()
        .Where(form => form.TryGetProperty("refused", out _))
        .Select(form => new TestCaseData(form.GetProperty("file").GetString(), form.GetProperty("refused").GetString()));

    private static IEnumerable<JsonElement> Forms() =>
        CaseFiles.Read(Path.Combine(Path.GetDirectoryName(typeof(FormTests).Assembly.Location)!, "Cases", "Forms", "forms.json")).EnumerateArray();
}
