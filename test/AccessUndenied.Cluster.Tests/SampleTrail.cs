using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace AccessUndenied.Cluster.Tests;

/// <summary>A trail in CloudTrail's layout, of the sample's records: several accounts, regions and days, events that come twice, and files that are spoilt.</summary>
internal static class SampleTrail
{
    private static readonly string[] s_accounts = ["123456789012", "222222222222", "333333333333"];
    private static readonly string[] s_regions = ["us-east-1", "eu-west-1"];

    public static string Samples { get; } = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static string Snapshot { get; } = Path.Combine(Samples, "snapshot.json");

    public static string Change { get; } = Path.Combine(Samples, "proposed-scp.json");

    /// <summary>Writes it into a folder.</summary>
    public static void Write(string folder, int files, int recordsAFile, int seed)
    {
        var random = new Random(seed);
        var samples = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Samples, "events.json")))!["Records"]!.AsArray();
        var seen = new List<string>();
        for (var i = 0; i < files; i++)
        {
            var (account, region, day) = (s_accounts[random.Next(3)], s_regions[random.Next(2)], random.Next(1, 5));
            var records = new List<string>();
            for (var k = 0; k < recordsAFile; k++)
            {
                var text = seen.Count > 0 && random.Next(20) == 0 ? seen[random.Next(seen.Count)] : Record(samples[random.Next(samples.Count)]!, day, random);
                records.Add(text);
                seen.Add(text);
            }

            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"AWSLogs/{account}/CloudTrail/{region}/2026/01/{day:00}/{account}_CloudTrail_{region}_202601{day:00}T{random.Next(24):00}00Z_{i:000000}.json.gz");
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var content = $$"""{"Records":[{{string.Join(',', records)}}]}""";
            Write(path, i % 11 == 5 ? content[..(content.Length / 2)] : content, isSpoilt: i % 13 == 7);
        }

        File.WriteAllText(Path.Combine(folder, "note.txt"), "hello");
    }

    private static string Record(JsonNode sample, int day, Random random)
    {
        var record = sample.DeepClone();
        var id = new byte[16];
        random.NextBytes(id);
        record["eventID"] = new Guid(id).ToString();
        record["eventTime"] = string.Create(CultureInfo.InvariantCulture, $"2026-01-{day:00}T{random.Next(24):00}:{random.Next(60):00}:00Z");
        if (random.Next(3) == 0)
        {
            record.AsObject().Remove("errorCode");
            record.AsObject().Remove("errorMessage");
        }

        else if (random.Next(6) == 0)
        {
            record["errorCode"] = random.Next(2) == 0 ? "ThrottlingException" : "NoSuchKey";
            record["errorMessage"] = "of another reason";
        }

        return record.ToJsonString();
    }

    private static void Write(string path, string content, bool isSpoilt)
    {
        using var file = File.Create(path);
        if (isSpoilt)
        {
            file.Write("no gzip"u8);
            return;
        }

        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(System.Text.Encoding.UTF8.GetBytes(content));
    }
}
