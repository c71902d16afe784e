using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Events.Trails;

/// <summary>One reading of trails for sessions, policies and denials.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrailPassTests
{
    private const long Everything = 1 << 30;

    [TestCase(Everything, 60)]
    [TestCase(40_000, 115)]
    [TestCase(0, 120)]
    public async Task ReadAsync_AfterAPass_GivesWhatAReadingWithoutOneGives(long maxKept, int mostOpened)
    {
        var random = new Random(7);
        var objects = Enumerable.Range(0, 60).Select(i => ($"o{i:D2}", Text: ContentOf(random, i))).ToArray();
        var (expected, expectedSummary) = await ReadAsync(new(new()), Source(objects));
        var source = Source(objects);
        var pass = new TrailPass([source], []) { MaxKeptBytes = maxKept };
        var seen = new Seen();
        pass.Observe(seen);

        var (events, summary) = await ReadAsync(new(new()) { FirstPass = pass }, source);

        events.Select(Shown).Should().Equal(expected.Select(Shown));
        Shown(summary).Should().Be(Shown(expectedSummary));
        summary.PassedOverFiles.Select(file => (file.Path, file.Reason)).Should().Equal(expectedSummary.PassedOverFiles.Select(file => (file.Path, file.Reason)));
        summary.CutOffInputs.Should().Equal(expectedSummary.CutOffInputs);
        summary.BytesRead.Should().Be(expectedSummary.BytesRead);
        seen.Records.Should().HaveCount((int)summary.Skipped).And.OnlyContain(record => record.Problem == null && record.Outcome != ScanOutcome.Denied);
        seen.Looked.Should().Be((int)(summary.Skipped + summary.Denied + summary.Duplicates));
        source.Opened.Should().BeLessThanOrEqualTo(mostOpened);
    }

    [Test]
    public async Task ReadAsync_NothingButDenials_KeepsNoMoreThanItsBound()
    {
        var objects = Enumerable.Range(0, 20).Select(i => ($"o{i:D2}", Text: Trail.Records([.. Enumerable.Range(0, 300).Select(n => Trail.Denied($"e{i}-{n}"))]))).ToArray();
        var source = Source(objects);
        var pass = new TrailPass([source], []) { MaxKeptBytes = 1_000_000 };

        var (events, summary) = await ReadAsync(new(new()) { FirstPass = pass }, source);

        events.Select(one => one.Id).Should().Equal(Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(0, 300).Select(n => $"e{i}-{n}")));
        summary.Denied.Should().Be(6000);
        pass.NotKept.Should().BeInRange(10, 19);
    }

    [Test]
    public async Task ReadAsync_ObjectsWithoutDenials_AreReadOnceWhateverIsKept()
    {
        var source = Source([.. Enumerable.Range(0, 50).Select(i => ($"o{i:D2}", Trail.Records(Trail.Succeeded("s"), i == 7 ? Trail.Denied("e") : Trail.Throttled("t"))))]);
        var pass = new TrailPass([source], []) { MaxKeptBytes = 0 };

        var (events, summary) = await ReadAsync(new(new()) { FirstPass = pass }, source);

        events.Select(one => one.Id).Should().Equal("e");
        (summary.Files, summary.Succeeded, summary.OtherErrors, summary.Denied).Should().Be((50, 50, 49, 1));
        source.Opened.Should().Be(51);
    }

    [Test]
    public async Task ReadAsync_OneSourceTwiceAndEvidenceBeside_CountsEachOnce()
    {
        var (own, beside) = (Source(("a", Trail.Records(Trail.Denied("e1"), Trail.Succeeded("s1")))), Source(("b", Trail.Records(Trail.Denied("e2"), Trail.Succeeded("s2")))));
        var pass = new TrailPass([beside, own], []);
        var seen = new Seen();
        pass.Observe(seen);

        var (events, summary) = await ReadAsync(new(new()) { FirstPass = pass }, own, own);

        events.Select(one => one.Id).Should().Equal("e1");
        (summary.Denied, summary.Duplicates, summary.Skipped).Should().Be((1, 1, 2));
        seen.Records.Select(one => one.Id).Should().Equal("s2", "s1");
    }

    [Test]
    public async Task ReadAsync_RangeOfTheDenialsAlone_LeavesTheOthersOutAndEvidenceUntilItIsAskedFor()
    {
        var late = Trail.Denied("late").Replace("2026-01-01T", "2026-01-09T", StringComparison.Ordinal);
        var source = Source(("a", Trail.Records(Trail.Denied("early"), Trail.Succeeded("s"), late)));
        var seen = new Seen();
        var pass = new TrailPass([source], []);
        pass.Observe(seen);

        var (events, summary) = await ReadAsync(new(new()) { FirstPass = pass, Range = new() { From = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero) } }, source);

        events.Select(one => one.Id).Should().Equal("late");
        (summary.LeftOut, summary.Records).Should().Be((1, 2));
        seen.Records.Should().BeEmpty("what lies beyond the range is read when somebody asks for it");

        await pass.ReadAsync();
        seen.Records.Should().ContainSingle();
    }

    [Test]
    public async Task ReadAsync_FileThatChangesAfterThePass_IsReadAnew()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.json");
        await File.WriteAllTextAsync(path, Trail.Denied("before"));
        var pass = new TrailPass([TrailSource.OfPath(path)], []);
        await pass.ReadAsync(new(new HashSet<string> { path }, TrailRange.All, new()));
        await File.WriteAllTextAsync(path, Trail.Denied("after it"));

        var (events, _) = await ReadAsync(new(new()) { FirstPass = pass }, TrailSource.OfPath(path));

        events.Select(one => one.Id).Should().Equal("after it");
    }

    [TestCase("notes", "a.json: there is no CloudTrail*")]
    [TestCase(null, "a.json: *")]
    public async Task ReadAsync_FileOfNothing_FailsAsWithoutAPass(string? text, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.json");
        if (text is not null)
        {
            await File.WriteAllTextAsync(path, text);
        }

        var seen = new Seen();
        var pass = new TrailPass([TrailSource.OfPath(path)], []);
        pass.Observe(seen);

        await FluentActions.Awaiting(() => ReadAsync(new(new()) { FirstPass = pass }, TrailSource.OfPath(path))).Should().ThrowAsync<CloudTrailFormatException>().WithMessage("*" + message);
        seen.Problem.Should().NotBeNull();
    }

    [Test]
    public async Task Observe_AfterItHasBegun_IsRefused()
    {
        var pass = new TrailPass([Source(("a", Trail.Denied("e")))], []);
        await pass.ReadAsync();

        pass.Invoking(begun => begun.Observe(new Seen())).Should().Throw<InvalidOperationException>().WithMessage("*being read already*");
    }

    private static string ContentOf(Random random, int number) => random.Next(12) switch
    {
        0 => "notes of something else",
        1 => "",
        2 => Trail.Records(Trail.Denied($"e{number}"), "{\"a\":1}") + "x",
        3 => Trail.Records(Trail.Denied($"e{number}"))[..^20],
        _ => Trail.Records([.. Enumerable.Range(0, random.Next(1, 30)).Select(i => random.Next(4) switch
        {
            0 => Trail.Denied($"e{number}-{i}"),
            1 => Trail.Denied("again"),
            2 => Trail.Throttled($"t{number}-{i}"),
            _ => Trail.Succeeded($"s{number}-{i}"),
        })]),
    };

    private static ListedSource Source(params (string Name, string Text)[] objects) =>
        new([.. objects.Select(one => (one.Name, (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(one.Text)))))]) { HasStamps = true };

    private static string Shown(CloudTrailEvent found) =>
        $"{found.Id} {found.Origin} {found.Problem} {found.Outcome} {found.Operation} {found.Identity?.Arn} {string.Join(';', found.ReadingNotes)} {Encoding.UTF8.GetString(found.Raw.Span)}";

    private static string Shown(ReadSummary summary) =>
        $"{summary.Files} {summary.Denied} {summary.Bad} {summary.Succeeded} {summary.OtherErrors} {summary.Duplicates} {summary.LeftOut} {summary.DigestFiles} "
            + string.Join(',', summary.OtherErrorCodes.OrderBy(code => code.Key, StringComparer.Ordinal).Select(code => $"{code.Value} {code.Key}"));

    private static async Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> ReadAsync(TrailReader reader, params TrailSource[] sources)
    {
        var summary = new ReadSummary();
        return (await reader.ReadAsync(sources, summary).ToListAsync(), summary);
    }

    // The call that is looked for may be the one that cannot be read.
    [TestCase("{bad json}\n")]
    [TestCase("{\"eventVersion\":\"1.08\",\"eventName\":")]
    public async Task ReadAsync_RecordThatCannotBeRead_IsToldToWhoLooksForSomething(string damage)
    {
        var whole = Trail.Succeeded("s") + "\n";
        var pass = new TrailPass([Source(("a", whole + damage))], []);
        var seen = new Seen();
        pass.Observe(seen);

        await pass.ReadAsync();

        seen.Records.Should().ContainSingle();
        seen.Problem.Should().NotBeNull();

        var sound = new Seen();
        var other = new TrailPass([Source(("a", whole))], []);
        other.Observe(sound);
        await other.ReadAsync();
        sound.Problem.Should().BeNull();
    }

    private sealed class Seen : ITrailObserver
    {
        private int _looked;

        public List<CloudTrailEvent> Records { get; } = [];

        public int Looked => _looked;

        public string? Problem { get; private set; }

        public bool Wants(in ScannedRecord record)
        {
            Interlocked.Increment(ref _looked);
            return true;
        }

        public void Take(CloudTrailEvent record) => Records.Add(record);

        public void Miss(string why) => Problem = why;
    }
}
