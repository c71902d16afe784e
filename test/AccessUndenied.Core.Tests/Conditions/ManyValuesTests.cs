using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using CsCheck;

namespace AccessUndenied.Core.Tests.Conditions;

/// <summary>Conditions with so many values that they are looked up rather than compared.</summary>
public sealed class ManyValuesTests
{
    private static readonly string[] s_operators =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "ForAnyValue:StringEquals", "ForAllValues:StringEquals",
        "ForAnyValue:StringNotEquals", "ForAllValues:StringNotEqualsIgnoreCase", "StringEqualsIfExists", "StringLike", "ArnEquals",
    ];

    // Values that are there twice change nothing, and bring the condition over the number from which it looks them up.
    [Test]
    public void Holds_ManyValues_AsWithFew() =>
        Gen.Select(Gen.Int[0, s_operators.Length - 1], Gen.String[Gen.Char["aAb*éÉ"], 0, 2].Array[1, 6], Gen.String[Gen.Char["aAbc*é"], 0, 2].Array[0, 3]).Sample(
            (index, values, given) =>
            {
                var name = s_operators[index];
                var context = RequestContext.Of([KeyValuePair.Create("aws:TagKeys", ContextValue.Of(given))]);
                var few = ConditionOf(name, values).Holds(context);
                ConditionOf(name, [.. Enumerable.Range(0, 20).SelectMany(_ => values)]).Holds(context).Should().Be(few);
            },
            iter: 2_000,
            threads: 1);

    [Test]
    public void Holds_ManyValuesOfBothSides_IsFound()
    {
        var condition = ConditionOf("ForAllValues:StringEquals", [.. Enumerable.Range(0, 20_000).Select(number => $"value-{number}")]);
        var context = RequestContext.Of([KeyValuePair.Create("aws:TagKeys", ContextValue.Of([.. Enumerable.Range(0, 20_000).Reverse().Select(number => $"value-{number}")]))]);

        condition.Holds(context).Should().Be(Truth.True);
    }

    private static Condition ConditionOf(string name, string[] values) => PolicyDocument.Parse(System.Text.Json.JsonSerializer.Serialize(new
    {
        Version = "2012-10-17",
        Statement = new[]
        {
            new { Effect = "Allow", Action = "*", Resource = "*", Condition = new Dictionary<string, object> { [name] = new Dictionary<string, string[]> { ["aws:TagKeys"] = values } } },
        },
    })).Statements[0].Conditions[0];
}
