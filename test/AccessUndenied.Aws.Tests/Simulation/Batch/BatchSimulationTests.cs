using System.IO.Compression;
using System.Text;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;

namespace AccessUndenied.Aws.Tests.Simulation.Batch;

/// <summary>What goes in comes out: every request, in order, whatever the shape of the file.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BatchSimulationTests
{
    [Test]
    public void RunAsync_Line_GivesTheResultOfTheContract() =>
        BatchRun.Lines(BatchRun.Request("case-1") + "\n").Should().Equal(
            """{"id":"case-1","decision":"allowed","assessment":"Allowed","layers":[{"layer":"identity","decision":"allowed","statements":[{"policy":"p","index":0,"sid":null}]}],"missingContextKeys":[],"error":null}""");

    [Test]
    public void RunAsync_ManyLinesOnSeveralThreads_KeepsTheirOrder()
    {
        var ids = Enumerable.Range(0, 5000).Select(number => $"r{number}").ToArray();
        var options = new BatchSimulationOptions { BlockBytes = 4096, MaxConcurrency = 8 };
        BatchRun.Ids(BatchRun.Lines(string.Join('\n', ids.Select(id => BatchRun.Request(id))), options)).Should().Equal(ids);
    }

    [Test]
    public void RunAsync_Array_GivesTheSameAsLines()
    {
        string[] requests = [BatchRun.Request("a"), BatchRun.Request("b", "s3:PutObject"), """{"id":"c"}""", "17"];
        BatchRun.Lines($" [ {string.Join(" ,\n", requests)} ] \n").Should().Equal(BatchRun.Lines(string.Join('\n', requests)));
    }

    [Test]
    public void RunAsync_MalformedPolicyAmongSeveral_IsNamedWithItsLayer()
    {
        var request = BatchRun.Request("a").Replace("\"identityPolicies\":[", "\"identityPolicies\":[{\"name\":\"broken\",\"document\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:GetObject\"}]}},", StringComparison.Ordinal);
        BatchRun.Error(BatchRun.Lines(request).Single()).Should().StartWith("identity-based policy 'broken' cannot be evaluated and could decide: ");
    }

    [Test]
    public void RunAsync_AccountThatTheSnapshotLacks_SaysWhatCouldNotBeHad()
    {
        var source = new SnapshotPolicySource(new SnapshotBuilder().Add("""{"SnapshotVersion":1,"Accounts":{}}"""u8.ToArray(), "snapshot.json").Build());
        var line = BatchRun.Lines("""{"id":"x","principal":"arn:aws:iam::777777777777:role/nosuch","action":"s3:GetObject","resource":"arn:aws:s3:::b/k"}""", new() { PolicySource = source }).Single();

        BatchRun.Member(line, "decision").Should().Be("indeterminate");
        line.Should().Contain("\"unread\":[").And.Contain("the snapshot does not have account 777777777777");
    }

    [Test]
    public void RunAsync_PrettyPrintedArray_ReadsEachElement() =>
        BatchRun.Ids(BatchRun.Lines($"[\n  {Pretty(BatchRun.Request("a"))},\r\n  {Pretty(BatchRun.Request("b"))}\n]\n")).Should().Equal("a", "b");

    [Test]
    public void RunAsync_PrettyPrintedObjects_ReadsEach() =>
        BatchRun.Ids(BatchRun.Lines($"{Pretty(BatchRun.Request("a"))}\n{Pretty(BatchRun.Request("b"))}\nnonsense\n{Pretty(BatchRun.Request("c"))}"))
            .Should().Equal("a", "b", "-", "c");

    [Test]
    public void RunAsync_ByteOrderMarkCarriageReturnsAndEmptyLines_AreNoRequests() =>
        BatchRun.Ids(BatchRun.Lines($"\uFEFF\r\n\r\n{BatchRun.Request("a")}\r\n   \r\n\r\n{BatchRun.Request("b")}\r\n\r\n")).Should().Equal("a", "b");

    [TestCase("")]
    [TestCase("\n \n")]
    [TestCase("[]")]
    [TestCase("\uFEFF")]
    [TestCase(" [ ] ")]
    public void RunAsync_NoRequest_GivesNoResult(string input) => BatchRun.Lines(input).Should().BeEmpty();

    [Test]
    public void RunAsync_Gzip_IsUnpackedByContent()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(BatchRun.Request("a") + "\n" + BatchRun.Request("b")));
        }

        BatchRun.Ids(BatchRun.Lines(packed.ToArray())).Should().Equal("a", "b");

        // Two members are one text, in which the second and third requests share a line here.
        var lines = BatchRun.Lines([.. packed.ToArray(), .. packed.ToArray()]);
        BatchRun.Ids(lines).Should().Equal("a", "b", "b");
        lines.Select(line => BatchRun.Error(line) is null).Should().Equal(true, false, true);
    }

    [TestCase(12)]
    [TestCase(60)]
    [TestCase(-9)]
    [TestCase(-1)]
    public void RunAsync_GzipThatEndsEarly_IsAnErrorAtItsPlace(int length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(BatchRun.Request("a") + "\n"));
        }

        var cut = packed.ToArray()[..(length < 0 ? (int)packed.Length + length : length)];
        var act = () => BatchRun.Lines(cut);
        if (length == 12)
        {
            act.Should().Throw<InvalidDataException>("nothing of it can be read").WithMessage("the gzip data ends early*");
            return;
        }

        BatchRun.Error(act()[^1]).Should().StartWith("request ").And.Contain("(line ").And.Contain("the gzip data ends early or is damaged");
    }

    [Test]
    public void RunAsync_BadLines_GiveErrorsAndTheRestGoesOn()
    {
        var lines = BatchRun.Lines($"{BatchRun.Request("a")}\n{{\"id\":\"b\",\nnull\n{{\"id\":{{\"x\":1}},\"action\":5}}\n\"\\uD800\"\n{BatchRun.Request("z")}\n");
        BatchRun.Ids(lines).Should().Equal("a", "b", "-", """{"x":1}""", "-", "z");
        lines.Select(line => BatchRun.Error(line) is null).Should().Equal(true, false, false, false, false, true);
    }

    [Test]
    public void RunAsync_InvalidUtf8_IsAnErrorOfItsRequest()
    {
        byte[] input = [.. Encoding.UTF8.GetBytes("""{"id":"a","principal":"x"""), 0xFF, 0xC0, .. Encoding.UTF8.GetBytes("\"}\n" + BatchRun.Request("b"))];
        var lines = BatchRun.Lines(input);
        BatchRun.Ids(lines).Should().Equal("a", "b");
        BatchRun.Error(lines[0]).Should().NotBeNull();
    }

    [TestCase("""[{"id":"a"},{"id":"b","prin""", "a", "b")]
    [TestCase("""[{"id":"a"},{"id":"b"}""", "a", "b", "-")]
    [TestCase("""[{"id":"a"},""", "a", "-")]
    [TestCase("""[{"id":"a"}] trailing ] [""", "a", "-")]
    [TestCase("""[{"id":"a"},,{"id":"b"},]""", "a", "-", "b", "-")]
    [TestCase("""[{"id":"a"}},{"id":"b"}]""", "a", "-", "b")]
    [TestCase("[", "-")]
    public void RunAsync_BrokenArray_GivesOneErrorForEachFault(string input, params string[] ids)
    {
        var lines = BatchRun.Lines(input);
        BatchRun.Ids(lines).Should().Equal(ids);
        lines.Should().OnlyContain(line => BatchRun.Error(line) != null);
    }

    [Test]
    public void RunAsync_HugeRequest_IsEvaluated()
    {
        var note = new string('x', 5_000_000);
        var huge = BatchRun.Request("big")[..^1] + $",\"note\":\"{note}\"}}";
        BatchRun.Ids(BatchRun.Lines($"{huge}\n{BatchRun.Request("a")}")).Should().Equal("big", "a");
        BatchRun.Lines($"[{huge},{BatchRun.Request("a")}]").Should().OnlyContain(line => BatchRun.Error(line) == null);
    }

    [Test]
    public void RunAsync_RequestBeyondTheLimit_IsPassedOverWithAnError()
    {
        var options = new BatchSimulationOptions { MaxRequestBytes = 64 << 10, BlockBytes = 4096 };
        var huge = $"{{\"id\":\"big\",\"note\":\"{new string('x', 1 << 20)}\"}}";
        foreach (var input in (string[])[$"{BatchRun.Request("a")}\n{huge}\n{BatchRun.Request("b")}", $"[{BatchRun.Request("a")},{huge},{BatchRun.Request("b")}]"])
        {
            var lines = BatchRun.Lines(input, options);
            BatchRun.Ids(lines).Should().Equal("a", "-", "b");
            BatchRun.Error(lines[1]).Should().Contain("longer than");
        }
    }

    [Test]
    public void RunAsync_InputThatFails_WritesWhatCameBefore()
    {
        using var input = new PiecemealStream(Encoding.UTF8.GetBytes(BatchRun.Request("a") + "\n" + BatchRun.Request("b")), [4096], new IOException("gone"));
        using var output = new MemoryStream();
        var act = async () => await new BatchSimulation(new LocalSimulator()).RunAsync(input, output);
        act.Should().ThrowAsync<IOException>().WithMessage("gone").Wait();
        BatchRun.Ids(Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Should().Equal("a");
    }

    [Test]
    public void RunAsync_Canceled_Stops()
    {
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        var act = async () => await new BatchSimulation(new LocalSimulator()).RunAsync(new MemoryStream([1]), Stream.Null, canceled.Token);
        act.Should().ThrowAsync<OperationCanceledException>().Wait();
    }

    [Test]
    public void Options_OutOfRange_AreNamedTogether()
    {
        var act = () => new BatchSimulation(new LocalSimulator(), new() { MaxConcurrency = 0, BlockBytes = 1 });
        act.Should().Throw<ArgumentException>().WithMessage("MaxConcurrency must be from 1 to 1024; it is 0; BlockBytes must be from 4096 to 67108864; it is 1*");
    }

    private static string Pretty(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return System.Text.Json.JsonSerializer.Serialize(document.RootElement, new System.Text.Json.JsonSerializerOptions { WriteIndented = true });
    }
}
