using AccessUndenied.Conditions;

namespace AccessUndenied.Core.Tests.Conditions;

[Parallelizable(ParallelScope.All)]
public sealed class PolicyPatternTests
{
    [TestCase("s3:Get*", "s3:GetObject", true, true)]
    [TestCase("s3:get*", "s3:GetObject", false, true)]
    [TestCase("s3:Get?bject", "s3:GetObject", true, true)]
    [TestCase("s3:Get", "s3:GetObject", false, false)]
    [TestCase("*", "", true, true)]
    [TestCase("", "", true, true)]
    [TestCase("${aws:username}", "${aws:username}", true, true, Description = "no variable is substituted")]
    public void IsMatch_Pattern_AgreesWithExpected(string pattern, string text, bool exact, bool ignoringCase) =>
        (PolicyPattern.IsMatch(pattern, text), PolicyPattern.IsMatchIgnoringCase(pattern, text)).Should().Be((exact, ignoringCase));

    [TestCase("a*", true)]
    [TestCase("a?", true)]
    [TestCase("a", false)]
    [TestCase("", false)]
    public void HasWildcard_Text_AgreesWithExpected(string text, bool expected) => PolicyPattern.HasWildcard(text).Should().Be(expected);

    [TestCase(Truth.False, Truth.Unknown, Truth.False, Truth.Unknown)]
    [TestCase(Truth.True, Truth.Unknown, Truth.Unknown, Truth.True)]
    [TestCase(Truth.True, Truth.False, Truth.False, Truth.True)]
    [TestCase(Truth.Unknown, Truth.Unknown, Truth.Unknown, Truth.Unknown)]
    public void Truth_ThreeValues_AreCombined(Truth left, Truth right, Truth and, Truth or)
    {
        (left.And(right), right.And(left), left.Or(right), right.Or(left)).Should().Be((and, and, or, or));
        left.Not().Or(right.Not()).Should().Be(and.Not(), because: "De Morgan");
    }
}
