using AccessUndenied.Conditions;
using AccessUndenied.Remediations.Opening;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

[Parallelizable(ParallelScope.All)]
public sealed class AccessPatternTests
{
    private static readonly string[] s_patterns = [.. Words("ab*?", 3)];
    private static readonly string[] s_texts = ["", .. Words("abc", 5)];

    [Test]
    public void OverlapsAndIsPartOf_EveryPairOfShortPatterns_AreWhatTheTextsSay()
    {
        var matches = s_patterns.ToDictionary(text => text, text => s_texts.Where(candidate => Pattern(text).MatchesText(candidate)).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var left in s_patterns)
        {
            foreach (var right in s_patterns)
            {
                Pattern(left).Overlaps(Pattern(right)).Should().Be(matches[left].Overlaps(matches[right]), because: $"{left} and {right}");
                Pattern(left).IsPartOf(Pattern(right)).Should().Be(matches[left].IsSubsetOf(matches[right]), because: $"{left} in {right}");
            }
        }
    }

    [TestCase("a*", "*b")]
    [TestCase("arn:aws:s3:::b/*", "*/x?")]
    public void Example_PatternsThatCross_MatchesBoth(string left, string right)
    {
        var example = PatternSearch.Example(Pattern(left), [[Pattern(right)]], []);

        Pattern(left).MatchesText(example!).Should().BeTrue();
        Pattern(right).MatchesText(example!).Should().BeTrue();
    }

    [TestCase("arn:aws:s3:::b/${*}", "arn:aws:s3:::b/*", true)]
    [TestCase("arn:aws:s3:::b/*", "arn:aws:s3:::b/${*}", false)]
    [TestCase("arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/*", true)]
    [TestCase("arn:aws:s3:::b/x", "arn:aws:s3:::b/${aws:username}", false)]
    public void IsPartOf_EscapesAndVariables_AreNoWildcards(string left, string right, bool expected) => Pattern(left).IsPartOf(Pattern(right)).Should().Be(expected);

    [TestCase("arn:aws:s3:::b/a*?*", "arn:aws:s3:::b/a?*")]
    [TestCase("arn:aws:s3:::b/${$}{x}${?}", "arn:aws:s3:::b/${$}{x}${?}")]
    public void Text_AnySpelling_IsOneForm(string text, string expected) => Pattern(text).Text.Should().Be(expected);

    [Test]
    public void And_WhatIsLeftOut_IsGone()
    {
        var set = AccessSet.Everything.And(new(false, [Pattern("a*"), Pattern("b")]))!.And(new(true, [Pattern("a?*")]))!;

        set.Main.Select(pattern => pattern.Text).Should().Equal("a*", "b");
        set.Except.Select(pattern => pattern.Text).Should().Equal("a?*");
        set.And(new(true, [Pattern("a"), Pattern("b")])).Should().BeNull();
    }

    [Test]
    public void And_MorePatternsThanAreComparedSideBySide_LeavesOutWhatTheyName()
    {
        var many = Enumerable.Range(0, 3 * PatternSearch.MostPatterns).Select(i => Pattern($"b{i}/*")).ToList();
        var set = AccessSet.Everything.And(new(true, many))!;

        set.Except.Should().HaveCount(many.Count);
        set.Overlaps(Pattern("b7/x")).Should().BeFalse("an exception has all of it");
        set.Overlaps(Pattern("c/*")).Should().BeTrue();
        set.IsWithin(new PatternClause(true, many)).Should().BeTrue();
        set.And(new(true, many)).Should().BeSameAs(set);
        set.And(new(false, [Pattern("b7/*")])).Should().BeNull();
        set.And(new(false, [Pattern("b7*")]))!.Main.Select(pattern => pattern.Text).Should().Equal("b7*");
    }

    private static AccessPattern Pattern(string text) => AccessPattern.OfResource(TextPattern.Compile(text, wildcards: true, variables: true));

    private static IEnumerable<string> Words(string alphabet, int longest)
    {
        List<string> words = [""];
        for (var length = 1; length <= longest; length++)
        {
            words = [.. words.Where(word => word.Length == length - 1).SelectMany(_ => alphabet, (word, character) => word + character)];
            foreach (var word in words)
            {
                yield return word;
            }
        }
    }
}
