using System.Runtime.CompilerServices;
using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>A form of an application's own is asked for what is not JSON, and what it gives counts like any other value.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EventFormatTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task ReadAsync_FormThatIsRecognized_GivesItsRecordsWithTheirPlaces(bool packed)
    {
        var text = Encoding.UTF8.GetBytes($"#rows\n{Trail.Denied("e1")}\n!\n{Trail.Succeeded("e2")}\n{{\"message\":{Trail.Quote(Trail.Denied("e3"))}}}\n");
        var (events, summary) = await Trail.Read(packed ? Trail.Gzip(text) : text, Options());

        events.Select(e => e.Id).Should().Equal("e1", "", "e3");
        events[1].Problem.Should().Be("t.rows, record 2 (line 3, byte 0): the row is empty");
        (summary.Denied, summary.Skipped, summary.Bad).Should().Be((2, 1, 1));
    }

    [Test]
    public async Task ReadAsync_FormThatBreaksOff_GivesWhatCameBeforeAndOneProblem()
    {
        var (events, _) = await Trail.Read($"#rows\n{Trail.Denied("e1")}\n?\n", Options());
        events.Select(e => e.Id).Should().Equal("e1", "");
        events[1].Problem.Should().Contain("the input cannot be read any further (the rest is damaged)");
    }

    [Test]
    public async Task ReadAsync_FormWithoutRecords_IsRefused()
    {
        var reading = () => Trail.Read("#rows\n{\"a\":1}\n", Options());
        (await reading.Should().ThrowAsync<CloudTrailFormatException>()).Which.Message.Should().Contain("there is no CloudTrail record in it");
    }

    [Test]
    public async Task ReadAsync_Json_IsNotOfferedToForms() =>
        (await Trail.Read(Trail.Records(Trail.Denied("e1")), Options(new Rows(""))))
            .Events.Should().ContainSingle("the form takes anything, and is not asked");

    [Test]
    public void AddEventFormat_Twice_RegistersOnce()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseAwsEvents().AddEventFormat<AnyRows>().AddEventFormat<AnyRows>();
        services.BuildServiceProvider().GetServices<IEventFormat>().Should().ContainSingle().Which.Should().BeOfType<AnyRows>();
    }

    [Test]
    public async Task PeekAsync_Input_GivesTheSameBytesAgain()
    {
        using var bytes = new MemoryStream("abc"u8.ToArray());
        var input = new EventInput(bytes, "n");
        Encoding.UTF8.GetString((await input.PeekAsync(2, default)).Span).Should().Be("ab");
        using var reader = new StreamReader(input.Content);
        (await reader.ReadToEndAsync()).Should().Be("abc");
    }

    [Test]
    public async Task Read_RowOfTableColumns_IsARecordWithWhatItLost()
    {
        var columns = new TableColumns("XLSX", ["eventSource", "eventName", "errorCode", "userIdentity.arn"]);
        (columns.LookLikeCloudTrail, columns.MayHoldRecords, columns.Problem).Should().Be((true, false, null));
        var row = columns.Read(["s3.amazonaws.com", "GetObject", "AccessDenied", "arn:aws:iam::123456789012:user/u"], 7);
        (row.Line, row.Problem).Should().Be((7, null));
        row.Note.Should().Contain("requestParameters");
        (await Trail.Read(Encoding.UTF8.GetString(row.Json.Span))).Events.Should().ContainSingle();
        columns.Read(["only one"], 8).Problem.Should().NotBeNull();
        new TableColumns("XLSX", ["a", "b"]).Problem.Should().Contain("XLSX");
    }

    [Test]
    public void Quotable_HostileName_CannotActOnATerminal() => EventText.Quotable("a[2Jb‮").Should().Be("a�[2Jb�");

    private static CloudTrailReaderOptions Options(Rows? rows = null) => new() { SourceName = "t.rows", Formats = [rows ?? new Rows("#rows")] };

    private sealed class AnyRows() : Rows("");

    private class Rows(string head) : IEventFormat
    {
        public bool Recognizes(ReadOnlySpan<byte> start, string name) => start.StartsWith(Encoding.UTF8.GetBytes(head));

        public async IAsyncEnumerable<EventText> ReadAsync(EventInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(input.Content, leaveOpen: true);
            await reader.ReadLineAsync(cancellationToken);
            for (var line = 2; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
            {
                yield return text switch
                {
                    "!" => new(default, line, problem: "the row is empty"),
                    "?" => throw new InvalidDataException("the rest is damaged"),
                    _ => new(Encoding.UTF8.GetBytes(text), line),
                };
            }
        }
    }
}
