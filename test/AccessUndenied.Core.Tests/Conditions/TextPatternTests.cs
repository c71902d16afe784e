using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Core.Tests.Conditions;

public sealed class TextPatternTests
{
    private static readonly StubLookup s_lookup = new(
        ("aws:username", ContextValue.Of("app")),
        ("acme:star", ContextValue.Of("*")),
        ("acme:dollar", ContextValue.Of("${aws:username}")),
        ("acme:marks", ContextValue.Of("\uFFFF\uFFFE")),
        ("acme:two", ContextValue.Of("a", "b")),
        ("aws:TagKeys", ContextValue.Of("app")),
        ("acme:unknown", ContextValue.Unknown));

    [TestCase("home/${aws:username}/*", "home/app/x", Truth.True, Description = "VAR-01")]
    [TestCase("home/${AWS:UserName}", "home/app", Truth.True, Description = "VAR-01: names without regard to case")]
    [TestCase("${ aws:username }", "app", Truth.True)]
    [TestCase("home/${aws:username}", "home/other", Truth.False)]
    [TestCase("${aws:username}${aws:username}", "appapp", Truth.True)]
    [TestCase("${acme:none, 'x'}", "x", Truth.True, Description = "VAR-04")]
    [TestCase("${acme:none,'x'}", "x", Truth.True, Description = "VAR-04: no blank")]
    [TestCase("${acme:none, ''}-", "-", Truth.True, Description = "VAR-04: an empty default")]
    [TestCase("${acme:none, 'a}b'}", "a}b", Truth.True, Description = "VAR-04: a brace in quotes")]
    [TestCase("${aws:username, 'x'}", "app", Truth.True, Description = "VAR-04: a value outranks its default")]
    [TestCase("${acme:none, '*'}", "anything", Truth.False, Description = "VAR-09: no wildcard in a default")]
    [TestCase("${acme:none, '*'}", "*", Truth.True, Description = "VAR-09")]
    [TestCase("${*}", "*", Truth.True, Description = "VAR-05")]
    [TestCase("${*}", "x", Truth.False, Description = "VAR-05")]
    [TestCase("${?}", "?", Truth.True, Description = "VAR-05")]
    [TestCase("${?}", "x", Truth.False, Description = "VAR-05")]
    [TestCase("${$}{aws:username}", "${aws:username}", Truth.True, Description = "VAR-05")]
    [TestCase("a${*}*", "a*bc", Truth.True, Description = "VAR-05: escape and wildcard side by side")]
    [TestCase("${acme:none}", "", Truth.False, Description = "VAR-06")]
    [TestCase("*${acme:none}", "anything", Truth.False, Description = "VAR-06")]
    [TestCase("${acme:two}", "a", Truth.False, Description = "VAR-03")]
    [TestCase("${aws:TagKeys}", "app", Truth.False, Description = "VAR-03: multivalued by definition")]
    [TestCase("${aws:TagKeys, 'x'}", "x", Truth.False, Description = "VAR-03")]
    [TestCase("${acme:star}", "anything", Truth.False, Description = "VAR-09: a value's star is a star")]
    [TestCase("${acme:star}", "*", Truth.True, Description = "VAR-09")]
    [TestCase("${acme:dollar}", "${aws:username}", Truth.True, Description = "VAR-09: not expanded again")]
    [TestCase("${acme:marks}", "anything", Truth.False, Description = "VAR-09: nor by our own marks")]
    [TestCase("${acme:unknown}", "x", Truth.Unknown, Description = "ANL-02")]
    [TestCase("${acme:unknown}${acme:none}", "x", Truth.False, Description = "a value that is certainly missing decides")]
    [TestCase("${", "${", Truth.True, Description = "VAR-09")]
    [TestCase("${}", "${}", Truth.True, Description = "VAR-09")]
    [TestCase("${aws:username", "${aws:username", Truth.True, Description = "VAR-09")]
    [TestCase("$aws:username", "$aws:username", Truth.True)]
    [TestCase("${acme:none, x}", "${acme:none, x}", Truth.True, Description = "a default without quotes is no default")]
    [TestCase("${acme:o'ne}-${acme:tw'o}", "-", Truth.False, Description = "quotes in a name are no quotes of a default")]
    [TestCase("", "", Truth.True)]
    public void Matches_WithVariables_AgreesWithExpected(string pattern, string text, Truth expected) =>
        TextPattern.Compile(pattern, wildcards: true, variables: true).Matches(text, s_lookup).Should().Be(expected);

    [TestCase("${aws:username}", "${aws:username}")]
    [TestCase("${*}", "${x}", Description = "the star is a wildcard, the rest literal")]
    public void Matches_WithoutVariables_TakesThemLiterally(string pattern, string text) =>
        TextPattern.Compile(pattern, wildcards: true, variables: false).Matches(text, s_lookup).Should().Be(Truth.True, because: "GRAM-09");

    [Test]
    public void Matches_VariableBeforeTheFirstPlaceForOne_IsLiteral()
    {
        const string Text = "arn:${aws:username}:x:::${aws:username}";
        var pattern = TextPattern.Compile(Text, wildcards: true, variables: true, variablesFrom: Text.IndexOf(":::", StringComparison.Ordinal) + 3);
        pattern.Matches("arn:${aws:username}:x:::app", s_lookup).Should().Be(Truth.True, because: "RES-12");
    }

    [Test]
    public void Matches_Twice_LeavesThePatternAsItWas()
    {
        var pattern = TextPattern.Compile("${aws:username}", wildcards: true, variables: true);
        pattern.Matches("app", s_lookup).Should().Be(Truth.True);
        pattern.Matches("ops", new StubLookup(("aws:username", ContextValue.Of("ops")))).Should().Be(Truth.True, because: "VAR-12");
        pattern.Text.Should().Be("${aws:username}");
    }

    [Test]
    public void Matches_ValueLongerThanTheBuffer_IsTakenWhole()
    {
        var name = new string('x', 5_000);
        var lookup = new StubLookup(("acme:long", ContextValue.Of(name)));
        var pattern = TextPattern.Compile("${acme:long}/${acme:long}/*", wildcards: true, variables: true);
        pattern.Matches($"{name}/{name}/y", lookup).Should().Be(Truth.True);
        pattern.Matches($"{name}/{name[1..]}/y", lookup).Should().Be(Truth.False);
    }

    // Each "${" looks for its end: were the cost to grow with the square of the text's length, this would not end.
    [TestCase("${")]
    [TestCase("${'")]
    [TestCase("${,")]
    [TestCase("${a,'")]
    [TestCase("${a, ")]
    public void Compile_MillionCharactersOfUnfinishedVariables_Ends(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length)) + new string(' ', 100_000) + "}";

        TextPattern.Compile(text, wildcards: true, variables: true).Text.Should().HaveLength(text.Length);
    }

    [TestCase("abc", true, false, false, 3)]
    [TestCase("ab*", false, true, false, 2)]
    [TestCase("**", false, false, true, 0)]
    [TestCase("*", false, true, true, 0)]
    [TestCase("a?c", false, false, false, 1)]
    [TestCase("ab${aws:username}", false, false, false, 2)]
    [TestCase("${aws:username}", false, false, false, 0)]
    public void Compile_Text_KnowsItsShape(string text, bool literal, bool prefix, bool anything, int prefixLength)
    {
        var pattern = TextPattern.Compile(text, wildcards: true, variables: true);
        (pattern.IsLiteral, pattern.IsPrefix, pattern.IsAnything, pattern.LiteralPrefixLength).Should().Be((literal, prefix, anything, prefixLength));
    }

    [Test]
    public void Compile_NoncharactersInThePolicy_AreNoWildcards() =>
        TextPattern.Compile("a\uFFFF", wildcards: true, variables: false).Matches("abc", s_lookup).Should().Be(Truth.False);
}
