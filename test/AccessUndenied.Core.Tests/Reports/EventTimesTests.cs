using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class EventTimesTests
{
    private static readonly DateTimeOffset s_noon = SampleResults.Noon;

    [Test]
    public void In_FewMinutes_HasASpanAMinute()
    {
        var spans = Of([0, 0, 3]).In(60);

        spans.Start.Should().Be(s_noon.UtcTicks);
        spans.Length.Should().Be(TimeSpan.TicksPerMinute);
        spans.Count.Should().Be(4);
        spans.Counts.Should().Equal(new Dictionary<int, long> { [0] = 2, [3] = 1 });
    }

    [Test]
    public void In_AMonth_HasSpansOfWholeHoursThatBeginOnTheClock()
    {
        var spans = Of(Enumerable.Range(0, 30 * 24 * 4).Select(i => i * 15)).In(60);

        spans.Length.Should().Be(12 * TimeSpan.TicksPerHour);
        spans.StartOf(0).Minute.Should().Be(0);
        spans.Counts.Values.Sum().Should().Be(30 * 24 * 4);
    }

    [Test]
    public void In_TheFirstAndTheLastYearThereAre_AreTwoSpans()
    {
        var times = new EventTimes();
        times.Add(DateTimeOffset.MinValue);
        times.Add(DateTimeOffset.MaxValue);

        times.In(60).Counts.Should().HaveCount(2).And.ContainKey(0);
        times.In(60).Count.Should().BeLessThanOrEqualTo(60);
    }

    [Test]
    public void In_NoTimes_IsNoSpan() => new EventTimes().In(60).Count.Should().Be(0);

    [Test]
    public void Add_AnyOrderAndInAnyParts_CountsTheSame() => Gen.Select(Gen.Int[0, 3_000_000].Array[1, 400], Gen.Int[0, 400]).Sample((minutes, cut) =>
    {
        var whole = Of(minutes).In(60);
        var parts = Of(minutes.Reverse().Skip(cut));
        parts.Add(Of(minutes.Reverse().Take(cut)));

        parts.In(60).Counts.Should().Equal(whole.Counts);
        whole.Counts.Values.Sum().Should().Be(minutes.Length);
    }, iter: 500, threads: 1);

    [Test]
    public void In_SpansOfMoreEvents_PutsEachWhereItIs() => Gen.Int[0, 3_000_000].Array[1, 200].Sample(minutes =>
    {
        var whole = Of(minutes);
        var some = new EventTimes(64);
        foreach (var minute in minutes.Take(100))
        {
            some.Add(s_noon.AddMinutes(minute));
        }

        var spans = whole.In(60);
        var part = some.In(spans);

        part.Counts.Values.Sum().Should().Be(Math.Min(100, minutes.Length));
        part.Counts.Should().OnlyContain(pair => spans.Counts[pair.Key] >= pair.Value);
    }, iter: 500, threads: 1);

    private static EventTimes Of(IEnumerable<int> minutes)
    {
        var times = new EventTimes();
        foreach (var minute in minutes)
        {
            times.Add(s_noon.AddMinutes(minute));
        }

        return times;
    }
}
