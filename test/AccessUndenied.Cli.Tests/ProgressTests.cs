using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Tests;

/// <summary>What is said of work that takes its time, and when.</summary>
public sealed class ProgressTests
{
    [TestCase(0, 0, 0, 5, "analyze x: 0 bytes read, 5 s so far")]
    [TestCase(41_000_000, 1, 164_000_000, 10, "analyze x: 25 % of 164 MB read, 1 result, 10 s so far, 30 s left")]
    [TestCase(2_100_000_000, 12_345, 4_200_000_000, 90, "analyze x: 50 % of 4.2 GB read, 12,345 results, 1 min 30 s so far, 1 min 30 s left")]
    [TestCase(200, 0, 100, 1, "analyze x: 100 % of 100 bytes read, 1 s so far")]
    [TestCase(100_000, 3, 0, 61, "analyze x: 100 kB read, 3 results, 1 min 1 s so far")]
    public void Text_State_IsSaidInOneLine(long bytes, long results, long length, int seconds, string text) =>
        ProgressText.Of("analyze x", new(bytes, results), length, TimeSpan.FromSeconds(seconds)).Should().Be(text);

    [Test]
    public void Schedule_OfALog_IsSparse()
    {
        var schedule = new ProgressSchedule(isTerminal: false);
        Enumerable.Range(0, 1800).Where(second => schedule.IsDue(TimeSpan.FromSeconds(second))).Should().Equal(10, 20, 40, 80, 160, 320, 620, 920, 1220, 1520);
    }

    [Test]
    public void Schedule_OfATerminal_ShowsNothingOfWhatIsDoneAtOnceAndThenAllTheTime()
    {
        var schedule = new ProgressSchedule(isTerminal: true);
        Enumerable.Range(1, 5).Select(times => schedule.IsDue(TimeSpan.FromMilliseconds(200 * times))).Should().Equal(false, true, true, true, true);
    }
}
