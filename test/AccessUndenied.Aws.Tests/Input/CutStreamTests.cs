using System.Text;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Tests.Events;
using AccessUndenied.Aws.Tests.Simulation.Batch;

namespace AccessUndenied.Aws.Tests.Input;

/// <summary>A stream that was cut is an error with its place, whatever reads it, and never taken for whole.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CutStreamTests
{
    private const string Why = ": the gzip data ends early or is damaged (its end is missing); what comes before was read; fetch the file again";

    [TestCase(8)]
    [TestCase(4)]
    [TestCase(1)]
    public async Task Gzip_WithoutItsTrailer_IsTheSameErrorForEventsAndRequests(int missing)
    {
        var records = Trail.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 55).Select(i => Trail.Denied($"e{i}") + "\n"))));
        var requests = Trail.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 55).Select(i => BatchRun.Request($"r{i}") + "\n"))));

        var (events, _) = await Trail.Read(records[..^missing]);
        events.Should().HaveCount(56);
        events[^1].Problem.Should().Match($"t.json, record 56 (line 56, byte *){Why}");

        var lines = BatchRun.Lines(requests[..^missing]);
        lines.Should().HaveCount(56);
        lines[..^1].Should().OnlyContain(line => BatchRun.Error(line) == null);
        BatchRun.Error(lines[^1]).Should().Match($"request 56 (line 56, byte *){Why}");
    }

    [TestCase("[{0}", 1, false)]
    [TestCase("[{0},{1", 1, false)]
    [TestCase("{\"Records\":[", 1, true)]
    [TestCase("[{1", 1, true)]
    [TestCase("[{0}]", 0, false)]
    [TestCase("{0}\n{1\n{0}", 0, false)]
    public async Task Summary_InputThatEndsEarly_IsNamed(string shape, int cutOff, bool isAll)
    {
        var record = Trail.Denied("e1");
        var text = shape.Replace("{0}", record, StringComparison.Ordinal).Replace("{1", record[..100], StringComparison.Ordinal);

        var (_, summary) = await Trail.Read(text);

        summary.CutOffInputs.Should().Equal(Enumerable.Repeat("t.json", cutOff));
        summary.IsNothingButCutOff.Should().Be(isAll);
    }

    [Test]
    public async Task Json_CutInsideOfAList_IsTheSameErrorForEventsAndRequests([Values(1, 2, 60)] int missing)
    {
        var (events, _) = await Trail.Read($"[{Trail.Denied("e1")},{Trail.Denied("e2")}]"[..^missing]);
        var lines = BatchRun.Lines($"[{BatchRun.Request("r1")},{BatchRun.Request("r2")}]"[..^missing]);
        events[^1].Problem!.Replace("t.json, ", "", StringComparison.Ordinal).Replace("record", "request", StringComparison.Ordinal).Split('(', ')')[2]
            .Should().Be(BatchRun.Error(lines[^1])!.Split('(', ')')[2]);
        BatchRun.Error(lines[^1]).Should().Contain("it is truncated");
    }

    [TestCase(8)]
    [TestCase(1)]
    public void Snapshot_GzipWithoutItsTrailer_IsRefusedWithItsPlace(int missing)
    {
        var text = """{"SnapshotVersion":1,"Accounts":{"123456789012":{}}}""";
        var packed = Trail.Gzip(Encoding.UTF8.GetBytes(text));
        new SnapshotBuilder().Add(packed, "s.json.gz").Build().AccountIds.Should().Equal("123456789012");
        var adding = () => new SnapshotBuilder().Add(packed[..^missing], "s.json.gz");
        adding.Should().Throw<SnapshotFormatException>().WithMessage($"s.json.gz: the gzip data ends early or is damaged behind byte {text.Length} of its text*");
    }
}
