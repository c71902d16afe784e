using AccessUndenied.Reports;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class ErrorTextsTests
{
    [TestCase("Access Denied", "Access Denied")]
    [TestCase("  User: ann is not authorized\n", "User: ann is not authorized")]
    [TestCase("", null)]
    [TestCase("  ", null)]
    public void Readable_OrdinaryText_IsKept(string text, string? expected) => ErrorTexts.Readable(text).Should().Be(expected);

    [Test]
    public void Readable_EncodedPart_IsCutOutWhereverItStands([Values("", "before: ")] string before, [Values("", " after")] string after) =>
        ErrorTexts.Readable(before + new string('A', 200) + "-_=" + after).Should().Be((before + "\u2026" + after).Trim());

    [Test]
    public void Readable_LongNameOfAResource_IsKept()
    {
        var name = "arn:cloud:store:::" + string.Join('/', Enumerable.Repeat("folder.of.some.length", 30));

        ErrorTexts.Readable(name).Should().Be(name);
    }

    [Test]
    public void Readable_HugeText_IsReadInLinearTime() => ErrorTexts.Readable(string.Concat(Enumerable.Repeat("ab ", 500_000)))!.Length.Should().BeGreaterThan(1_000_000);
}
