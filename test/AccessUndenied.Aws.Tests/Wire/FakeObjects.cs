using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The objects of a bucket: their listing, and parts of their bytes.</summary>
internal static class FakeObjects
{
    public static FakeReply List(string bucket, SortedDictionary<string, byte[]> objects, FakeRequest request, FakeAws server)
    {
        var prefix = request.Query.GetValueOrDefault("prefix") ?? "";
        var delimiter = request.Query.GetValueOrDefault("delimiter") ?? "";
        var names = objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => Folder(key, prefix, delimiter) ?? key).Distinct().ToList();
        var (items, next) = server.Page(names, request.Query.GetValueOrDefault("continuation-token"));
        var isEncoded = request.Query.GetValueOrDefault("encoding-type") == "url";
        return new FakeReply.Xml(new XElement(
            "ListBucketResult",
            new XElement("Name", bucket),
            new XElement("Prefix", Text(prefix)),
            isEncoded ? new XElement("EncodingType", "url") : null,
            new XElement("KeyCount", items.Count),
            new XElement("MaxKeys", 1000),
            new XElement("IsTruncated", next is null ? "false" : "true"),
            next is null ? null : new XElement("NextContinuationToken", next),
            items.Where(objects.ContainsKey).Select(key => new XElement(
                "Contents",
                new XElement("Key", Text(key)),
                new XElement("LastModified", "2026-05-04T10:00:00.000Z"),
                new XElement("ETag", ETag(objects[key])),
                new XElement("Size", objects[key].Length),
                new XElement("StorageClass", "STANDARD"))),
            items.Where(name => !objects.ContainsKey(name)).Select(folder => new XElement("CommonPrefixes", new XElement("Prefix", Text(folder))))));

        string Text(string name) => isEncoded ? Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal).Replace("%20", "+", StringComparison.Ordinal) : name;
    }

    public static FakeReply Get(SortedDictionary<string, byte[]> objects, string key, FakeRequest request)
    {
        if (!objects.TryGetValue(key, out var content))
        {
            return new FakeReply.FaultReply(404, "NoSuchKey", "The specified key does not exist.");
        }

        if (request.Headers.TryGetValue("If-Match", out var match) && match != ETag(content))
        {
            return new FakeReply.FaultReply(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        if (!request.Headers.TryGetValue("Range", out var range))
        {
            return new FakeReply.BytesReply(content, 200) { Headers = new Dictionary<string, string> { ["ETag"] = ETag(content) } };
        }

        var ends = range["bytes=".Length..].Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        if (ends[0] >= content.Length)
        {
            return new FakeReply.FaultReply(416, "InvalidRange", "The requested range is not satisfiable");
        }

        var last = Math.Min(ends[1], content.Length - 1);
        return new FakeReply.BytesReply(content.AsMemory(ends[0], last - ends[0] + 1), 206)
        {
            Headers = new Dictionary<string, string> { ["ETag"] = ETag(content), ["Content-Range"] = $"bytes {ends[0]}-{last}/{content.Length}" },
        };
    }

    // Source: S3 User Guide, "Organizing objects using prefixes".
    private static string? Folder(string key, string prefix, string delimiter) =>
        delimiter.Length > 0 && key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is >= 0 and var end ? key[..(end + 1)] : null;

    private static string ETag(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
}
