using AccessUndenied.Conditions;
using CsCheck;

namespace AccessUndenied.Core.Tests.Conditions;

public sealed class WildcardsTests
{
    // The surrogates of a text come in pairs.
    private static readonly string[] s_pieces = ["a", "b", "😀", "?", "ab", "a", "*"];

    [TestCase("", "", true)]
    [TestCase("", "*", true)]
    [TestCase("", "?", false)]
    [TestCase("a", "", false)]
    [TestCase("abc", "abc", true)]
    [TestCase("abc", "aBc", false)]
    [TestCase("abc", "a?c", true)]
    [TestCase("abc", "a*", true)]
    [TestCase("abc", "*c", true)]
    [TestCase("abc", "*b*", true)]
    [TestCase("abc", "****", true)]
    [TestCase("abc", "a*d", false)]
    [TestCase("abc", "????", false)]
    [TestCase("abcbcd", "a*bcd", true)]
    [TestCase("aab", "a*ab", true)]
    [TestCase("a/b/c", "a/*", true, Description = "a star crosses every delimiter")]
    [TestCase("xay", "*a?", true)]
    [TestCase("xa", "*a?", false)]
    [TestCase("a😀c", "a?c", true, Description = "one character, though two UTF-16 units")]
    [TestCase("😀😀", "*?", true)]
    [TestCase("😀", "??", false)]
    public void IsMatch_TextAndPattern_AgreesWithExpected(string text, string pattern, bool expected) =>
        Wildcards.IsMatch(text, Compile(pattern)).Should().Be(expected);

    [TestCase("s3:GetObject", "S3:get*", true)]
    [TestCase("s3:GetObject", "s3:GET?BJECT", true)]
    [TestCase("s3:GetObject", "s3:Put*", false)]
    [TestCase("s3:GetObject", "*", true)]
    [TestCase("s3:GetObject", "s3:GetObject?", false)]
    public void IsMatchIgnoringCase_ActionAndPattern_AgreesWithExpected(string text, string pattern, bool expected) =>
        Wildcards.IsMatchIgnoringCase(text, Compile(pattern)).Should().Be(expected);

    [Test]
    public void IsMatch_GeneratedTexts_AgreesWithTheTextbookTable() =>
        Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 12], Gen.String[Gen.Char["ab*?"], 0, 8]).Sample(
            (text, pattern) =>
            {
                var compiled = Compile(pattern);
                Wildcards.IsMatch(text, compiled).Should().Be(Table(text, compiled));
                Wildcards.IsMatchIgnoringCase(text, compiled.ToUpperInvariant()).Should().Be(Table(text, compiled));
            },
            iter: 20_000,
            threads: 1);

    // 40,000 characters against 200 stars: a matcher that tries every combination would not end, one that recurses would overflow.
    [TestCase("a*", "b", 100)]
    [TestCase("*a", "*b", 100)]
    [TestCase("?*", "b", 100)]
    [TestCase("*ab", "c", 100)]
    public void IsMatch_ManyStarsAndALongText_Ends(string repeated, string end, int times)
    {
        var pattern = Compile(string.Concat(Enumerable.Repeat(repeated, times)) + end);
        var text = string.Concat(Enumerable.Repeat("a", 40_000));

        Wildcards.IsMatch(text, pattern).Should().BeFalse();
        Wildcards.IsMatchIgnoringCase(text, pattern).Should().BeFalse();
    }

    // Almost matches at every place: what tries one place after the other compares a thousand million characters each time.
    [TestCase("*", "b*")]
    [TestCase("*", "ba*")]
    [TestCase("*?", "b*")]
    [TestCase("*a?a", "b*")]
    [TestCase("*", "b")]
    public void IsMatch_LongPartThatAlmostMatchesEverywhere_IsFoundOrNot(string begin, string end)
    {
        var run = new string('a', 32_000);
        var pattern = Compile(begin + run + end);
        var found = end.Trim('*');
        for (var i = 0; i < 3; i++)
        {
            Wildcards.IsMatch(run + run, pattern).Should().BeFalse();
            Wildcards.IsMatch(run + run + "aaa" + found, pattern).Should().BeTrue();
            Wildcards.IsMatchIgnoringCase(run + run.ToUpperInvariant() + "aaa" + found, pattern).Should().BeTrue();
        }
    }

    [Test]
    public void LongIsMatch_GeneratedTexts_AgreesWithTheOtherWay() =>
        Gen.Select(Gen.Int[0, s_pieces.Length - 2].Array[0, 40], Gen.Int[0, s_pieces.Length - 1].Array[0, 24]).Sample(
            (textPieces, patternPieces) =>
            {
                var text = string.Concat(textPieces.Select(piece => s_pieces[piece]));
                var compiled = Compile(string.Concat(patternPieces.Select(piece => s_pieces[piece])));
                LongWildcards.IsMatch(text, compiled).Should().Be(Wildcards.IsMatch(text, compiled));
            },
            iter: 50_000,
            threads: 1);

    [Test]
    public void IsMatch_MillionStars_NeedsNoStack() =>
        Wildcards.IsMatch(new string('a', 1_000), new string(Wildcards.Any, 1_000_000)).Should().BeTrue();

    [Test]
    public void IsMatch_AnyPattern_AllocatesNothing()
    {
        var (text, pattern) = (new string('a', 500), Compile("a*a*a*b"));
        Wildcards.IsMatch(text, pattern);
        Wildcards.IsMatchIgnoringCase(text, pattern);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Wildcards.IsMatch(text, pattern);
            Wildcards.IsMatchIgnoringCase(text, pattern);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static string Compile(string pattern) => TextPattern.Compile(pattern, wildcards: true, variables: false).Compiled;

    private static bool Table(string text, string pattern)
    {
        var matched = new bool[text.Length + 1];
        matched[0] = true;
        foreach (var piece in pattern)
        {
            var next = new bool[text.Length + 1];
            for (var length = 0; length <= text.Length; length++)
            {
                next[length] = piece == Wildcards.Any
                    ? matched[length] || (length > 0 && next[length - 1])
                    : length > 0 && matched[length - 1] && (piece == Wildcards.One || piece == text[length - 1]);
            }

            matched = next;
        }

        return matched[text.Length];
    }
}
