using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>Example records, and one way to read them.</summary>
internal static class Trail
{
    internal static string Denied(string id) => $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111111111111:user/a","accountId":"111111111111"},"eventTime":"2026-01-01T00:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"us-east-1","errorCode":"AccessDenied","errorMessage":"Access Denied","requestParameters":{"bucketName":"b","key":"with \"quotes\" and } \\"},"eventID":"{{id}}"}
        """;

    internal static string Succeeded(string id) => $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111111111111:user/a"},"eventSource":"s3.amazonaws.com","eventName":"GetObject","responseElements":{"text":"[{\\\"]"},"eventID":"{{id}}"}
        """;

    internal static string Throttled(string id) => Succeeded(id).Replace("\"eventID\"", "\"errorCode\":\"ThrottlingException\",\"eventID\"", StringComparison.Ordinal);

    internal static string Records(params string[] records) => $$"""{"Records":[{{string.Join(',', records)}}]}""";

    internal static string Quote(string text) => JsonSerializer.Serialize(text);

    internal static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    internal static Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> Read(string text, CloudTrailReaderOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), options);

    internal static Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> Read(byte[] bytes, CloudTrailReaderOptions? options = null) =>
        Read(new MemoryStream(bytes), options);

    internal static async Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> Read(Stream stream, CloudTrailReaderOptions? options = null)
    {
        var summary = new ReadSummary();
        var events = new List<CloudTrailEvent>();
        await foreach (var found in CloudTrailReader.ReadAsync(stream, options ?? new CloudTrailReaderOptions { SourceName = "t.json" }, summary))
        {
            events.Add(found);
        }

        // What comes out and what is skipped is always all there is.
        (events.Count + summary.Skipped).Should().Be(summary.Records);
        events.Count(e => e.Problem is not null).Should().Be((int)summary.Bad);
        return (events, summary);
    }

    internal static async Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> ReadPath(string path)
    {
        var summary = new ReadSummary();
        var events = new List<CloudTrailEvent>();
        await foreach (var found in CloudTrailReader.ReadPathAsync(path, new CloudTrailReaderOptions(), summary))
        {
            events.Add(found);
        }

        (events.Count + summary.Skipped).Should().Be(summary.Records);
        return (events, summary);
    }
}
