using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Core.Tests.Conditions;

public sealed class ConditionOperatorTests
{
    [TestCase("StringEquals", false, false)]
    [TestCase("stringequals", false, false, Description = "COND-07: without regard to case")]
    [TestCase("StringNotLikeIfExists", true, true)]
    [TestCase("NotIpAddress", true, false)]
    [TestCase("ArnNotEqualsIFEXISTS", true, true)]
    public void TryParse_Name_KnowsNegationAndIfExists(string name, bool negated, bool ifExists)
    {
        ConditionOperator.TryParse(name, out var found).Should().BeTrue();
        (found!.IsNegated, found.IfExists, found.Quantifier, found.Name).Should().Be((negated, ifExists, Quantifier.None, name));
    }

    [Test]
    public void TryParse_SetPrefix_GivesTheQuantifier()
    {
        ConditionOperator.TryParse("ForAllValues:StringLike", out var all).Should().BeTrue();
        ConditionOperator.TryParse("foranyvalue:BoolIfExists", out var any).Should().BeTrue();
        (all!.Quantifier, any!.Quantifier, any.IfExists).Should().Be((Quantifier.ForAllValues, Quantifier.ForAnyValue, true));
    }

    [TestCase("foranyvalue:stringlikeifexists", "StringLike")]
    [TestCase("NULL", "Null")]
    [TestCase("ForAllValues:ArnNotEquals", "ArnNotEquals")]
    public void BaseName_AnySpelling_IsTheDocumentedOne(string name, string expected)
    {
        ConditionOperator.TryParse(name, out var found).Should().BeTrue();
        found!.BaseName.Should().Be(expected);
    }

    [Test]
    public void TryParse_EveryName_IsReadWithEverySetPrefixAndIfExists()
    {
        ConditionOperator.Names.Should().HaveCount(27);
        foreach (var name in ConditionOperator.Names)
        {
            ConditionOperator.TryParse(name, out var bare).Should().BeTrue();
            ConditionOperator.TryParse($"ForAllValues:{name}", out _).Should().BeTrue();
            ConditionOperator.TryParse($"{name}IfExists", out _).Should().Be(!bare!.IsNull, because: "Null knows no IfExists");
            bare.TakesVariables.Should().Be(name.StartsWith("String", StringComparison.Ordinal) || name.StartsWith("Arn", StringComparison.Ordinal), because: "VAR-02");
        }
    }

    [Test]
    public void Holds_VariableWhereTheOperatorTakesNone_IsTextThatMatchesNothing()
    {
        var lookup = new StubLookup(("acme:key", ContextValue.Of("1")), ("acme:unknown", ContextValue.Unknown));
        foreach (var name in ConditionOperator.Names.Where(name => ConditionOperator.TryParse(name, out var read) && !read.TakesVariables && !read.IsNull))
        {
            ConditionOperator.TryParse(name, out var read);
            new Condition(read!, "acme:key", ["${acme:unknown}"], variables: true).Holds(lookup).Should().Be(read!.IsNegated.ToTruth(), because: $"VAR-02, {name}");
        }
    }

    [TestCase("")]
    [TestCase("IfExists")]
    [TestCase("ForAllValues:")]
    [TestCase("ForAllValues:ForAnyValue:StringEquals")]
    [TestCase("ForAllValues: StringEquals")]
    [TestCase("StringEqualsIfExistsIfExists")]
    [TestCase("NullIfExists")]
    [TestCase("String Equals")]
    [TestCase("Equals")]
    public void TryParse_NoOperator_IsFalse(string name) => ConditionOperator.TryParse(name, out _).Should().BeFalse();

    [TestCase("StringEqual", "StringEquals")]
    [TestCase("StringMatches", null)]
    [TestCase("stringlikes", "StringLike")]
    [TestCase("NumericGreaterThen", "NumericGreaterThan")]
    [TestCase("IPAddres", "IpAddress")]
    [TestCase("ForAllValues:StringLikes", "ForAllValues:StringLike")]
    [TestCase("foranyvalue:StringEqualIfExists", "ForAnyValue:StringEqualsIfExists")]
    [TestCase("NullIfExists", "Null")]
    [TestCase("Completely different", null)]
    [TestCase("", null)]
    public void Nearest_Misspelt_GivesTheOneThatWasMeant(string name, string? expected) => ConditionOperator.Nearest(name).Should().Be(expected);
}
