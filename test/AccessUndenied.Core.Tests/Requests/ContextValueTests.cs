using AccessUndenied.Requests;

namespace AccessUndenied.Core.Tests.Requests;

public sealed class ContextValueTests
{
    [Test]
    public void Default_IsAbsent()
    {
        ContextValue value = default;
        (value.IsAbsent, value.IsUnknown, value.IsKnown, value.Count).Should().Be((true, false, false, 0));
        value.Should().Be(ContextValue.Absent);
    }

    [Test]
    public void Of_EmptyList_IsAbsent()
    {
        var value = ContextValue.Of([]);
        value.IsAbsent.Should().BeTrue(because: "COND-23");
        value.Should().Be(ContextValue.Absent);
        value.GetHashCode().Should().Be(ContextValue.Absent.GetHashCode());
    }

    [Test]
    public void Unknown_IsNeitherAbsentNorKnown()
    {
        (ContextValue.Unknown.IsUnknown, ContextValue.Unknown.IsAbsent, ContextValue.Unknown.IsKnown).Should().Be((true, false, false));
        ContextValue.Unknown.Should().NotBe(ContextValue.Absent);
        ContextValue.Unknown.ToList().Should().BeEmpty();
    }

    [Test]
    public void Equals_SameContent_IsTrueHoweverItWasMade()
    {
        var one = ContextValue.Of("a");
        var listOfOne = ContextValue.Of(["a"]);
        (one == listOfOne).Should().BeTrue();
        one.GetHashCode().Should().Be(listOfOne.GetHashCode());
        ContextValue.Of("a", "b").Should().Be(ContextValue.Of("a", "b"));
        ContextValue.Of(true).Should().Be(ContextValue.Of("true"));
    }

    [Test]
    public void Equals_OtherContent_IsFalse()
    {
        (ContextValue.Of("a") != ContextValue.Of("A")).Should().BeTrue(because: "values keep their case");
        ContextValue.Of("a", "b").Should().NotBe(ContextValue.Of("b", "a"));
        ContextValue.Of("a", "b").Should().NotBe(ContextValue.Of("a"));
        ContextValue.Of("").Should().NotBe(ContextValue.Absent);
        ContextValue.Of("a").Equals((object?)null).Should().BeFalse();
    }

    [Test]
    public void Of_Null_IsRefused()
    {
        ((Func<ContextValue>)(() => ContextValue.Of((string)null!))).Should().Throw<ArgumentNullException>();
        ((Func<ContextValue>)(() => ContextValue.Of((string[])null!))).Should().Throw<ArgumentNullException>();
        ((Func<ContextValue>)(() => ContextValue.Of("a", null!))).Should().Throw<ArgumentException>();
    }

    [Test]
    public void Of_ArrayChangedAfterwards_KeepsWhatItWasMadeOf()
    {
        string[] values = ["a", "b"];
        var value = ContextValue.Of(values);
        values[0] = "x";
        value[0].Should().Be("a");
    }

    [Test]
    public void ToString_EachKind_SaysWhatItIs()
    {
        ContextValue.Absent.ToString().Should().Be("(absent)");
        ContextValue.Unknown.ToString().Should().Be("(unknown)");
        ContextValue.Of("a", "b").ToString().Should().Be("a, b");
    }
}
