using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Tests.Replays;
using AccessUndenied.Aws.Tests.Reports;
using AccessUndenied.Policies;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Repetitions;

/// <summary>What is explained by the analysis of an earlier event reads as if it had been analyzed by itself, byte for byte.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SharedRepetitionTests
{
    private const int WorldsEach = 40;

    // Times on both sides of every date in a policy or of a policy; each event comes often enough to be kept and to be found again.
    private static readonly string?[] s_times =
    [
        null, null, "2026-01-02T00:00:01Z", "2026-01-02T00:00:02Z", "2026-01-02T00:00:03Z", "1999-01-01T00:00:00Z", "2071-01-01T00:00:00Z", "2025-06-01T00:00:00Z", "2026-01-02T00:00:04Z",
        "1999-01-01T00:00:00Z", "2071-01-01T00:00:00Z",
    ];

    [TestCaseSource(typeof(ReportCase), nameof(ReportCase.Names))]
    public async Task Analyze_RepetitionsOfAReport_SameBytesAsWithoutSharing(string name)
    {
        var json = ReportCase.Read(name).Json;
        await CompareAsync(Encoding.UTF8.GetBytes(json.GetProperty("snapshot").GetRawText()), [json.GetProperty("record")]);
    }

    [Test]
    public async Task Analyze_RepetitionsOfTheSamples_SameBytesAsWithoutSharing()
    {
        var events = JsonDocument.Parse(await File.ReadAllBytesAsync(Sample("events.json"))).RootElement.GetProperty("Records");
        await CompareAsync(await File.ReadAllBytesAsync(Sample("snapshot.json")), [.. events.EnumerateArray()]);
    }

    [Test]
    public async Task Analyze_RepetitionsInGeneratedWorlds_SameBytesAsWithoutSharing([Range(0, 9)] int seed)
    {
        var records = WorldCalls.Generate(new(seed), WorldsEach).ConvertAll(call =>
        {
            call.Record["errorCode"] = "AccessDenied";
            call.Record["errorMessage"] = $"User: arn:aws:sts::{World.Own}:assumed-role/{call.Role}/session is not authorized to perform: {call.Action} on resource: {call.Resource}";
            return JsonSerializer.SerializeToElement(call.Record);
        });
        await CompareAsync(World.Snapshot, records);
    }

    [TestCase("""{"DateGreaterThan":{"aws:CurrentTime":"2026-01-02T00:00:02Z"}}""", false)]
    [TestCase("""{"NumericGreaterThan":{"AWS:EPOCHTIME":"1767312002"}}""", false)]
    [TestCase("""{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}""", false)]
    [TestCase("""{"StringEquals":{"aws:SourceIp":"198.51.100.1"}}""", true)]
    public async Task Analyze_AgainUnderADenyWithCondition_SharesOnlyWhatAsksForNoTime(string condition, bool isShared)
    {
        var snapshot = Encoding.UTF8.GetString(World.Snapshot.Span);
        var policy = JsonNode.Parse(snapshot)!;
        var role = policy["Accounts"]![World.Own]!["AuthorizationDetails"]!["RoleDetailList"]![0]!;
        role["RolePolicyList"]!.AsArray().Add(JsonNode.Parse($$$"""{"PolicyName":"timed","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{{{condition}}}}]}}"""));
        var record = JsonSerializer.SerializeToElement(new JsonObject
        {
            ["userIdentity"] = Session(role),
            ["eventTime"] = "2026-01-02T00:00:00Z",
            ["eventSource"] = "s3.amazonaws.com",
            ["eventName"] = "ListBuckets",
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = "198.51.100.1",
            ["errorCode"] = "AccessDenied",
            ["eventID"] = "event",
        });
        var utf8 = Encoding.UTF8.GetBytes(policy.ToJsonString());
        await CompareAsync(utf8, [record]);
        await using var provider = Services(utf8, shares: true);
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        var results = new List<AnalysisResult>();
        foreach (var number in Enumerable.Range(0, 4))
        {
            results.Add(await analyzer.AnalyzeAsync(CloudTrailEvent.Parse(Repeated(record, number, "2026-01-02T00:00:00Z"))));
        }

        ReferenceEquals(results[2].Evidence, results[3].Evidence).Should().Be(isShared);
        ReferenceEquals(results[0].Evidence, results[1].Evidence).Should().BeFalse(because: "what comes once is not kept");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Analyze_AgainWithAHistoryOfPolicies_SharesOnlyWhereNothingChanged(bool isEmpty)
    {
        var record = JsonDocument.Parse(await File.ReadAllBytesAsync(Sample("events.json"))).RootElement.GetProperty("Records")[0];
        var builder = new ServiceCollection().AddAccessUndenied().UseSnapshot(Sample("snapshot.json")).ShareRepetitions().UsePolicyHistory(new NothingKnown(isEmpty));
        await using var provider = builder.Services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        var results = new List<AnalysisResult>();
        foreach (var number in Enumerable.Range(0, 4))
        {
            results.Add(await analyzer.AnalyzeAsync(CloudTrailEvent.Parse(Repeated(record, number, null))));
        }

        ReferenceEquals(results[2].Evidence, results[3].Evidence).Should().Be(isEmpty);
    }

    private static JsonObject Session(JsonNode role) => new()
    {
        ["type"] = "AssumedRole",
        ["principalId"] = $"{role["RoleId"]}:session",
        ["arn"] = $"arn:aws:sts::{World.Own}:assumed-role/{role["RoleName"]}/session",
        ["accountId"] = World.Own,
        ["sessionContext"] = new JsonObject
        {
            ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["principalId"] = $"{role["RoleId"]}", ["arn"] = $"{role["Arn"]}", ["accountId"] = World.Own },
            ["attributes"] = new JsonObject { ["creationDate"] = "2026-01-01T23:00:03Z", ["mfaAuthenticated"] = "true" },
        },
    };

    private static async Task CompareAsync(ReadOnlyMemory<byte> snapshot, IReadOnlyList<JsonElement> records)
    {
        var events = s_times.SelectMany((time, round) => records.Select((record, number) => CloudTrailEvent.Parse(Repeated(record, (round * 1000) + number, time)))).ToList();
        var alone = await AnalyzeAsync(snapshot, events, shares: false);
        var shared = await AnalyzeAsync(snapshot, events, shares: true);
        foreach (var format in new[] { ReportFormat.JsonLines, ReportFormat.Text, ReportFormat.Csv, ReportFormat.Markdown })
        {
            Written(shared, format).Should().Be(Written(alone, format));
        }

        for (var i = 0; i < alone.Count; i++)
        {
            // Not what the writer made once, either.
            JsonReport.ToJson(shared[i], indented: false).Should().Be(JsonReport.ToJson(alone[i], indented: false));
        }
    }

    private static async Task<List<AnalysisResult>> AnalyzeAsync(ReadOnlyMemory<byte> snapshot, List<CloudTrailEvent> events, bool shares)
    {
        await using var provider = Services(snapshot, shares);
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        var results = new List<AnalysisResult>();
        foreach (var deniedEvent in events)
        {
            results.Add(await analyzer.AnalyzeAsync(deniedEvent));
        }

        return results;
    }

    private static ServiceProvider Services(ReadOnlyMemory<byte> snapshot, bool shares)
    {
        var builder = new ServiceCollection().AddAccessUndenied().UseSnapshot(new SnapshotBuilder().Add(snapshot, "snapshot").Build());
        return (shares ? builder.ShareRepetitions() : builder).Services.BuildServiceProvider();
    }

    private static string Written(IEnumerable<AnalysisResult> results, ReportFormat format)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = ReportWriters.Create(format, buffer);
        writer.Begin();
        foreach (var result in results)
        {
            writer.Write(result);
        }

        writer.End();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Repeated(JsonElement record, int number, string? time)
    {
        var node = JsonNode.Parse(record.GetRawText())!.AsObject();
        var inner = node["detail"] as JsonObject ?? node;
        inner["eventID"] = $"event-{number}";
        inner["requestID"] = $"request-{number}";
        inner["sharedEventID"] = $"shared-{number}";
        if (time is not null)
        {
            inner["eventTime"] = time;
        }

        return node.ToJsonString();
    }

    private static string Sample(string name) => Path.Combine(Path.GetDirectoryName(typeof(CaseFiles).Assembly.Location)!, "Samples", name);

    private sealed class NothingKnown(bool isEmpty) : IPolicyHistory
    {
        public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(isEmpty);

        public ValueTask<PolicyMoment?> FindAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken) => ValueTask.FromResult<PolicyMoment?>(null);

        public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, RecordedChange change, bool after, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
