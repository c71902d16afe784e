using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Recorded fixtures: distinct calls without personal details, which replay as the trail did.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FixtureTests
{
    [Test]
    public async Task Add_CallsOfAWorld_ReplayAsTheTrailDid()
    {
        // Public addresses are not in a fixture, so that nothing is asked of them here.
        var change = ChangeFile.Parse(Encoding.UTF8.GetBytes(
            $$$"""{"Change":"put","Layer":"serviceControl","Target":"{{{World.Unit}}}","PolicyName":"G","Document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}} }]} }"""), "c");
        var calls = WorldCalls.Generate(new Random(5), 100).Select(call => call.Record.ToJsonString()).ToList();
        var replay = Replaying.Over(World.Snapshot);
        var fixture = Written(calls);

        var changed = (await Replaying.RunAsync(replay, calls, change)).Where(call => call.IsChanged).Select(Key).Distinct();
        var again = (await Replaying.RunAsync(replay, fixture, change)).Where(call => call.IsChanged).Select(Key).Distinct();

        again.Should().BeEquivalentTo(changed).And.NotBeEmpty();
        fixture.Should().HaveCountLessThan(calls.Count);
    }

    [Test]
    public void Add_CallAsAPersonMadeIt_LeavesThePersonOut()
    {
        var record = WorldCalls.Generate(new Random(5), 1)[0].Record;
        record["userIdentity"]!["arn"] = "arn:aws:sts::111111111111:assumed-role/app/jane.doe";
        record["userIdentity"]!["principalId"] = "AROAAPPEXAMPLE:jane.doe";
        record["userIdentity"]!["accessKeyId"] = "ASIASECRETEXAMPLE";
        record["sourceIPAddress"] = "198.51.100.7";
        record["userAgent"] = "janes-laptop";
        record["requestParameters"] = new JsonObject { ["owner"] = "jane@example.com", ["bucketName"] = "orders-bucket", ["key"] = "a.txt" };
        record["errorCode"] = "AccessDenied";
        record["errorMessage"] = "User: arn:aws:sts::111111111111:assumed-role/app/jane.doe is not authorized to perform: s3:GetObject. Encoded authorization failure message: abcDEF";

        var written = Written([record.ToJsonString()]).Should().ContainSingle().Subject;

        foreach (var told in new[] { "jane", "ASIASECRET", "198.51.100.7", "abcDEF" })
        {
            written.Should().NotContain(told);
        }

        CloudTrailEvent.Parse(written).Should().Match<CloudTrailEvent>(one => one.Problem == null && one.ErrorCode == "AccessDenied");
        written.Should().Contain("assumed-role/app/session").And.Contain("orders-bucket");
    }

    [Test]
    public void Add_SameCallTwice_IsWrittenOnce()
    {
        var calls = WorldCalls.Generate(new Random(5), 1);
        var other = calls[0].Record.DeepClone();
        other["eventID"] = "another";
        other["eventTime"] = "2026-03-03T03:03:03Z";
        Written([calls[0].Record.ToJsonString(), other.ToJsonString()]).Should().ContainSingle();
    }

    private static (string, string, string) Key(ReplayedCall call) => (call.Change!.Principal, call.Change.Action, call.Change.Resource);

    private static List<string> Written(IEnumerable<string> records)
    {
        using var output = new MemoryStream();
        var writer = new FixtureWriter(output);
        foreach (var record in records)
        {
            writer.Add(CloudTrailEvent.Parse(record));
        }

        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
