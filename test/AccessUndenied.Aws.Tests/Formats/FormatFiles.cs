using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Formats;

namespace AccessUndenied.Aws.Tests.Formats;

/// <summary>The samples of <c>Cases/Formats</c>, and one way to read them.</summary>
internal static class FormatFiles
{
    internal static string Folder => Path.Combine(CaseFiles.Root, "Formats");

    internal static IEnumerable<JsonElement> All() =>
        CaseFiles.Read(Path.Combine(Path.GetDirectoryName(typeof(FormatFiles).Assembly.Location)!, "Cases", "Formats", "formats.json")).EnumerateArray();

    internal static async Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> ReadAsync(string path)
    {
        var summary = new ReadSummary();
        var events = new List<CloudTrailEvent>();
        await foreach (var found in CloudTrailReader.ReadPathAsync(path, new CloudTrailReaderOptions { Formats = EventFormats.All }, summary))
        {
            events.Add(found);
        }

        (events.Count + summary.Skipped).Should().Be(summary.Records);
        return (events, summary);
    }

    internal static async Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> ReadAsync(byte[] bytes, string name)
    {
        var summary = new ReadSummary();
        var events = new List<CloudTrailEvent>();
        await foreach (var found in CloudTrailReader.ReadAsync(
            new MemoryStream(bytes), new CloudTrailReaderOptions { SourceName = name, Formats = EventFormats.All }, summary))
        {
            events.Add(found);
        }

        (events.Count + summary.Skipped).Should().Be(summary.Records);
        return (events, summary);
    }
}
