using System.Text.Json;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Tests.Events.Trails;

[Parallelizable(ParallelScope.All)]
public sealed class TrailPlaceTests
{
    private static IEnumerable<TestCaseData> Names => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "Trails", "names.json"))).RootElement
        .EnumerateArray().Select(item => new TestCaseData(item.Clone()).SetArgDisplayNames(item.GetProperty("name").GetString()!));

    [TestCaseSource(nameof(Names))]
    public void Of_Name_TellsWhatItSays(JsonElement name)
    {
        var place = TrailPlace.Of(name.GetProperty("path").GetString()!);

        if (name.GetProperty("depth").ValueKind == JsonValueKind.Null)
        {
            place.Should().BeNull();
            return;
        }

        place.Should().NotBeNull();
        (place!.Depth, place.Account, place.Region, place.Start, place.End, place.MayHoldLogs).Should().Be((
            name.GetProperty("depth").GetInt32(), Text("account"), Text("region"), Time("start"), Time("end"), name.GetProperty("logs").GetBoolean()));

        string? Text(string member) => name.TryGetProperty(member, out var value) ? value.GetString() : null;
        DateTimeOffset? Time(string member) => name.TryGetProperty(member, out var value) ? value.GetDateTimeOffset() : null;
    }

    // Time of the object, and the range.
    [TestCase("20260504T1000Z", "2026-05-04T10:30:00Z", null, true, TestName = "MayReach_DeliveredJustBefore_IsReadSinceNamesHaveNoSeconds")]
    [TestCase("20260504T0800Z", "2026-05-04T10:30:00Z", null, false, TestName = "MayReach_DeliveredHoursBefore_IsNot")]
    [TestCase("20260505T1000Z", null, "2026-05-04T11:00:00Z", true, TestName = "MayReach_DeliveredHoursLate_IsRead")]
    [TestCase("20260506T1000Z", null, "2026-05-04T11:00:00Z", false, TestName = "MayReach_DeliveredDaysLater_IsNot")]
    [TestCase("20260506T1000Z", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z", true, TestName = "MayReach_WidestRange_Reads")]
    public void MayReach_Times(string delivered, string? from, string? to, bool expected)
    {
        var range = new TrailRange { From = Time(from), To = Time(to) };
        range.MayReach(TrailPlace.Of($"111111111111_CloudTrail_eu-west-1_{delivered}_x.json.gz")!).Should().Be(expected);
    }

    [TestCase("AWSLogs/111111111111/CloudTrail/eu-west-1/", null, true)]
    [TestCase("AWSLogs/111111111111/CloudTrail/eu-west-1/2021/", null, true)]
    [TestCase("AWSLogs/111111111111/CloudTrail/eu-west-1/2022/", null, false)]
    [TestCase("AWSLogs/111111111111/CloudTrail/eu-west-1/", "2022-01-01T00:00:00Z", false)]
    [TestCase("AWSLogs/111111111111/CloudTrail/us-gov-east-1/2020/", null, false)]
    public void MayReach_LeadRegion_StoodInEveryFolderUntil2021(string folder, string? from, bool expected) =>
        new TrailRange { Regions = ["us-east-1"], From = Time(from) }.MayReach(TrailPlace.Of(folder)!).Should().Be(expected);

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
