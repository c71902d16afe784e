using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.ErrorTexts;
using AccessUndenied.Aws.Tests.Policies.Live;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>What the readers are given before it is spoilt: the samples and the cases.</summary>
internal static class FuzzSeeds
{
    private const int MostBytes = 1 << 16;

    private const string Organization = """
        {"r-ab12": {"arn": "arn:aws:organizations::333333333333:root/o-example1234/r-ab12", "id": "r-ab12", "name": "Root", "organization_node_type": "ROOT", "parent": null,
                    "policies": [{"Id": "p-1", "Arn": "arn:aws:organizations::333333333333:policy/p-1", "Name": "Full", "Type": "SERVICE_CONTROL_POLICY", "PolicyDocument": "{\"Statement\": []}"}]},
         "ou-1": {"id": "ou-1", "parent": "r-ab12", "policies": [{"Id": "p-2", "Type": "RESOURCE_CONTROL_POLICY", "PolicyDocument": {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}}}]},
         "111111111111": {"arn": "arn:aws:organizations::333333333333:account/o-example1234/111111111111", "id": "111111111111", "name": "Shop", "parent": "ou-1", "policies": [], "extra": 1},
         "333333333333": {"id": "333333333333", "parent": "r-ab12", "policies": []}}
        """;

    private static readonly string s_folder = Path.GetDirectoryName(typeof(FuzzSeeds).Assembly.Location)!;

    private static readonly Lazy<Seed[]> s_records = new(() => [.. RecordsOf("events.json"), .. RecordsOf("trail.json")]);

    private static readonly Lazy<Seed[]> s_events = new(() =>
    [
        .. Files("Cases/Forms"), .. Files("Cases/Formats"), .. s_records.Value,
        .. s_records.Value.Take(6).Select(record => new Seed("t.json.gz", Tests.Events.Trail.Gzip(record.Bytes))),
        new("two.json", Utf8($"{{\"Records\":[{Text(s_records.Value[0])},{Text(s_records.Value[1])}]}}")),
        new("lines.jsonl", Utf8($"{Text(s_records.Value[0])}\n{Text(s_records.Value[1])}\n{Text(s_records.Value[2])}\n")),
    ]);

    private static readonly Lazy<Seed[]> s_queueBodies = new(() =>
    [
        .. CaseFiles.Read("Cases/Queues/Bodies.json").EnumerateArray().Select(entry => entry.GetProperty("body")).SelectMany(body => AlsoPublished(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText())),
        .. s_records.Value.Take(12).SelectMany(record => AlsoPublished(Text(record)).Append(new("m", Utf8($"{{\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\",\"detail\":{Text(record)}}}")))),
    ]);

    private static readonly Lazy<Seed[]> s_parquet = new(() =>
    [
        .. Files("Cases/Formats", "*.parquet"),
        new("t.parquet", Formats.ParquetSampleFiles.OfAsync([.. s_records.Value.Take(3).Select(record => new System.Text.Json.Nodes.JsonObject { ["eventJson"] = Text(record), ["n"] = "1" })]).GetAwaiter().GetResult()),
    ]);

    private static readonly Lazy<Seed[]> s_snapshots = new(() =>
    [
        new("s.json", File.ReadAllBytes(Path.Combine(s_folder, "Cases", "Policies", "snapshot.json"))),
        new("s.json", Tests.Events.Trail.Gzip(File.ReadAllBytes(Path.Combine(s_folder, "Cases", "Policies", "snapshot.json")))),
        new("s.json", Utf8($"{{\"SnapshotVersion\":1,\"CollectedAt\":\"2026-01-02T03:04:05Z\",\"AuthorizationDetails\":{{\"4mz8q0c7x2v9n1b6k3j5h8g2d\":{AuthorizationDetailsTests.Recorded()}}},\"Accounts\":{{}}}}")),
        .. Files("Cases/Forms", "snapshot.json"),
    ]);

    private static readonly Lazy<Seed[]> s_requests = new(() => Named("r.json", SimulateFuzzTests.Seeds()));

    private static readonly Lazy<Seed[]> s_policies = new(() => Named("p.json", SimulateFuzzTests.Documents()));

    private static readonly Lazy<Seed[]> s_texts = new(() => Named("e.txt", ErrorTextCase.All().Select(text => Utf8(text.Text))));

    public static Seed[] Events() => s_events.Value;

    public static Seed[] Records() => s_records.Value;

    /// <summary>What queues bring: notices of objects, directly and through topics, and events themselves.</summary>
    public static Seed[] QueueBodies() => s_queueBodies.Value;

    public static Seed[] ParquetFiles() => s_parquet.Value;

    public static Seed[] Snapshots() => s_snapshots.Value;

    public static Seed[] Organizations() => [new("o.json", Utf8(Organization)), new("o.json", Tests.Events.Trail.Gzip(Utf8(Organization)))];

    public static Seed[] Requests() => s_requests.Value;

    public static Seed[] Policies() => s_policies.Value;

    public static Seed[] Texts() => s_texts.Value;

    public static Seed[] Messages() =>
    [
        .. Texts().Where(text => text.Bytes.Length < 2_000),
        .. s_records.Value.Select(record => JsonDocument.Parse(record.Bytes).RootElement).Where(record => record.TryGetProperty("errorMessage", out var text) && text.ValueKind == JsonValueKind.String)
            .Select(record => new Seed("m.txt", Utf8(record.GetProperty("errorMessage").GetString()!))),
    ];

    public static Seed[] Details() => [new("d.json", Utf8(AuthorizationDetailsTests.Recorded()["Details"]!.ToJsonString()))];

    public static Seed[] Changes()
    {
        var one = File.ReadAllText(Path.Combine(s_folder, "Samples", "proposed-scp.json"));
        return
        [
            new("c.json", Utf8(one)),
            new("c.json", Utf8($"[{one},{{\"Change\":\"delete\",\"Layer\":\"roleTrust\",\"Target\":\"arn:aws:iam::111111111111:role/x\",\"PolicyName\":null,\"PolicyArn\":null}}]")),
            new("c.json", Utf8("""{"Change":"attach","Layer":"identity","Target":"arn:aws:iam::111111111111:role/x","PolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}""")),
        ];
    }

    public static Seed[] StructTexts() => Named("t.txt", new[]
    {
        "{type=IAMUser, arn=arn:aws:iam::111111111111:user/a, accountid=111111111111, sessioncontext={attributes={mfaauthenticated=false, creationdate=2026-01-01}, sessionissuer=null}}",
        "[{arn=arn:aws:s3:::b, accountid=111111111111, type=AWS::S3::Bucket}, {arn=arn:aws:s3:::b/k, accountid=null, type=AWS::S3::Object}]",
        "{a=[x, y, z], b={\"c\":\"d, e=f\"}, g=h, i=j k=l}", "{bucketName=b, key=a, b, c, prefix=}", "{\"a\":[1,{\"b\":\"}\"}]}",
    }.Select(Utf8));

    public static Seed[] Findings()
    {
        var seeds = new List<Seed>();
        foreach (var record in s_records.Value.Take(20))
        {
            var kept = new ArrayBufferWriter<byte>();
            KeptFinding.Write(CloudTrailEvent.Parse(record.Bytes) with { Origin = "a.json", ReadingNotes = ["n"] }, kept);
            seeds.Add(new("f", kept.WrittenSpan.ToArray()));
        }

        return [.. seeds];
    }

    public static Seed[] Summaries()
    {
        var summary = new ReadSummary { Files = 2, DigestFiles = 1 };
        summary.Set(1, 2, 3, 4);
        summary.AddPassedOver("a", "b");
        summary.AddCutOff("c");
        return [new("s", KeptSummary.Write(summary, null)), new("s", KeptSummary.Write(new(), "why"))];
    }

    public static Seed[] Parts() => Named("p", new[] { "{}", "{\"a\":1}", Organization }.Select(Utf8)
        .Select(content => (byte[])[.. Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(content)) + "\n"), .. content]));

    /// <summary>Requests for which snapshots are asked.</summary>
    public static AuthorizationRequest[] AskedRequests()
    {
        var resolver = new CloudTrailRequestResolver(ActionCatalog.Default);
        return [.. s_records.Value.Take(12).SelectMany(record => resolver.Resolve(CloudTrailEvent.Parse(record.Bytes)).Requests).Select(request => request with
        {
            Principal = request.Principal with { AccountId = "111111111111" },
        })];
    }

    private static IEnumerable<Seed> AlsoPublished(string body) =>
    [
        new("m", Utf8(body)),
        new("m", Utf8($"{{\"Type\":\"Notification\",\"MessageId\":\"1\",\"TopicArn\":\"arn:aws:sns:eu-west-1:111111111111:t\",\"Message\":{JsonSerializer.Serialize(body)}}}")),
    ];

    private static IEnumerable<Seed> RecordsOf(string file)
    {
        using var events = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_folder, "Samples", file)));
        return [.. events.RootElement.GetProperty("Records").EnumerateArray().Select(record => new Seed("r.json", Utf8(record.GetRawText())))];
    }

    private static IEnumerable<Seed> Files(string folder, string pattern = "*") => Directory.EnumerateFiles(Path.Combine(s_folder, folder), pattern).Order(StringComparer.Ordinal)
        .Where(path => new FileInfo(path).Length < MostBytes).Select(path => new Seed(Path.GetFileName(path), File.ReadAllBytes(path)));

    private static Seed[] Named(string name, IEnumerable<byte[]> contents) => [.. contents.Select(content => new Seed(name, content))];

    private static string Text(Seed seed) => Encoding.UTF8.GetString(seed.Bytes).ReplaceLineEndings(" ");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
