using AccessUndenied.Conditions;

namespace AccessUndenied.Core.Tests.Conditions;

public sealed class InstantTests
{
    private const long Start = 1767323045; // 2026-01-02T03:04:05Z

    [TestCase("2026-01-02T03:04:05Z", Start)]
    [TestCase("2026-01-02t03:04:05z", Start)]
    [TestCase("20260102T030405Z", Start, Description = "OP-24")]
    [TestCase("2026-01-02T04:04:05+01:00", Start)]
    [TestCase("2026-01-01T22:04:05-05:00", Start)]
    [TestCase("2026-01-02T08:34:05+05:30", Start, Description = "minutes of an offset go the way of its hours")]
    [TestCase("20260101T233405-0330", Start)]
    [TestCase("1767323045", Start, Description = "OP-23: epoch seconds")]
    [TestCase("+1767323045", Start)]
    [TestCase("2026-01-02", Start - 11045, Description = "OP-23: midnight UTC")]
    [TestCase("2026-01", Start - 11045 - 86400)]
    [TestCase("2026-01-02T03:04Z", Start - 5)]
    [TestCase("1970-01-01", 0)]
    [TestCase("1969-12-31T23:59:59Z", -1)]
    [TestCase("-1", -1)]
    [TestCase("2024-02-29", 1709164800)]
    public void TryParse_Date_IsSecondsSince1970(string text, long seconds)
    {
        Instant.TryParse(text, out var instant).Should().BeTrue(because: text);
        instant.Ticks.Should().Be(seconds * TimeSpan.TicksPerSecond);
    }

    [TestCase("2026-01-02T03:04:05.5Z", 5_000_000)]
    [TestCase("2026-01-02T03:04:05.1234567Z", 1_234_567)]
    [TestCase("2026-01-02T03:04:05.12345678901234567890Z", 1_234_567)]
    [TestCase("1767323045.25", 2_500_000)]
    public void TryParse_Fraction_IsKept(string text, long ticks)
    {
        Instant.TryParse(text, out var instant).Should().BeTrue(because: text);
        (instant.Ticks - (Start * TimeSpan.TicksPerSecond)).Should().Be(ticks);
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("soon")]
    [TestCase("2025-02-29")]
    [TestCase("2026-13-01")]
    [TestCase("2026-00-01")]
    [TestCase("2026-01-32")]
    [TestCase("0000-01-01")]
    [TestCase("2026-1-2")]
    [TestCase("2026/01/02")]
    [TestCase("2026-01/02")]
    [TestCase("2026-01-02T03:04:05+01", Description = "an offset has minutes")]
    [TestCase("2026-01-02T")]
    [TestCase("2026-01-02T03")]
    [TestCase("2026-01-02T03:04:05Zx")]
    [TestCase("2026-01-02T03:04:05.Z")]
    [TestCase("2026-01-02T24:30:00Z", Description = "an hour has 00 to 23")]
    [TestCase("2026-01-02T25:00:00Z")]
    [TestCase("2026-01-02T03:60:00Z")]
    [TestCase("2026-01-02T03:04:61Z")]
    [TestCase("2026-01-02T03:04:05+24:00")]
    [TestCase("2026-01-02T03:04:05+1:00")]
    [TestCase("2026-01-02T03:04:05+01:60")]
    [TestCase("1e9")]
    [TestCase("99999999999999999999999999999999999999")]
    [TestCase("٢٠٢٦-01-02", Description = "digits are ASCII")]
    public void TryParse_NoDate_IsFalse(string text) => Instant.TryParse(text, out _).Should().BeFalse(because: text);

    [TestCase("0001-01-01T00:00:00+23:59")]
    [TestCase("9999-12-31T23:59:59.9999999-23:59")]
    [TestCase("900000000000")]
    [TestCase("-900000000000")]
    public void TryParse_EdgeOfTime_DoesNotOverflow(string text) => Instant.TryParse(text, out _).Should().BeTrue(because: text);

    [Test]
    public void CompareTo_Instants_OrdersThem()
    {
        Instant.TryParse("2026-01-02T00:00:00+01:00", out var earlier);
        Instant.TryParse("2026-01-02", out var later);
        earlier.CompareTo(later).Should().BeNegative();
    }
}
