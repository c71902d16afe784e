using System.Text;
using System.Text.Json;
using AccessUndenied.Policies;

namespace AccessUndenied.Core.Tests.Policies;

public sealed class PolicyDocumentTests
{
    private const string Small = """{"Version":"2012-10-17","Statement":[{"Sid":"S","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";

    [TestCaseSource(typeof(GrammarCase), nameof(GrammarCase.All))]
    public void Parse_CaseFile_SaysWhatIsWrongAndWhere(object entry)
    {
        var grammarCase = (GrammarCase)entry;
        if (grammarCase.Refused is { } refused)
        {
            Refusal(() => PolicyDocument.Parse(grammarCase.Document)).Message.Should().Be(refused);
            return;
        }

        var document = PolicyDocument.Parse(grammarCase.Document);
        document.Problems.Select(problem => (problem.IsWarning ? "warning " : "") + problem).Should().Equal(grammarCase.Problems);
        document.Statements.Where(statement => statement.Problem is not null).Select(statement => statement.Index).Should().Equal(grammarCase.Unusable);
        if (grammarCase.Values is { } values)
        {
            document.Statements[0].Conditions[0].Values.Should().Equal(values);
        }
    }

    [Test]
    public void Parse_EveryForm_GivesTheSameDocument()
    {
        string[] forms =
        [
            Small,
            "\uFEFF" + Small,
            "\r\n\t " + Small + "\n",
            Quote(Small),
            Uri.EscapeDataString(Small),
            Quote(Uri.EscapeDataString(Small)),
            Quote(Quote(Small)),
            Quote("  " + Small),
        ];
        foreach (var form in forms)
        {
            var document = PolicyDocument.Parse(form);
            Encoding.UTF8.GetString(document.Json.Span).Trim().Should().Be(Small, because: $"GRAM-14: {form}");
            document.Statements.Should().ContainSingle().Which.Sid.Should().Be("S");
        }
    }

    [Test]
    public void Parse_FourTimesWrapped_IsRefused() =>
        Refusal(() => PolicyDocument.Parse(Quote(Quote(Quote(Quote(Small)))))).Message.Should().Contain("found a string");

    [Test]
    public void Parse_WhatWasWritten_ReadsBackTheSame()
    {
        var document = PolicyDocument.Parse(Small);
        var again = PolicyDocument.Parse(document.Json);
        again.Json.ToArray().Should().Equal(document.Json.ToArray());
        Encoding.UTF8.GetString(again.Statements[0].Json.Span).Should().Be("""{"Sid":"S","Effect":"Allow","Action":"s3:*","Resource":"*"}""");
    }

    [Test]
    public void Parse_NoUtf8_NamesThePlace()
    {
        byte[] utf8 = [.. "{ \"Id\":\n \"ä"u8, 0xC3, .. "\", \"Statement\": [] }"u8];
        Refusal(() => PolicyDocument.Parse(utf8)).Message.Should().Be("line 2, column 4, $: the policy document is not valid UTF-8 from here on");
    }

    [Test]
    public void Parse_Null_IsRefused() => ((Action)(() => PolicyDocument.Parse((string)null!))).Should().Throw<ArgumentNullException>();

    [TestCase(60, true)]
    [TestCase(64, false)]
    [TestCase(100_000, false)]
    public void Parse_NestedDocument_IsReadUpToADepthThatNoPolicyHas(int depth, bool readable)
    {
        var nested = new string('[', depth) + new string(']', depth);
        var text = $$"""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","X":{{nested}}}]}""";
        if (readable)
        {
            PolicyDocument.Parse(text).Statements[0].Problem!.Message.Should().StartWith("'X' is not an element");
        }
        else
        {
            Refusal(() => PolicyDocument.Parse(text)).Message.Should().Contain("The maximum configured depth of 64 has been exceeded");
        }
    }

    [Test]
    public void Parse_TextOfAMegabyte_IsReadAndMatched()
    {
        var name = new string('x', 1 << 20);
        var document = PolicyDocument.Parse($$$"""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::{{{name}}}*"}}""");
        document.Problems.Should().BeEmpty();
        document.Statements[0].Resources!.Values[0].Should().HaveLength(name.Length + 14);
    }

    [TestCase("\n", "")]
    [TestCase("", "")]
    [TestCase("", ",\"Oops\":1,\"oops\":2,\"Condition\":{\"Bol\":{}}")]
    public void Parse_TenThousandStatements_KnowsThePlaceOfEach(string lineEnd, string fault)
    {
        var statement = $$"""{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"arn:aws:s3:::bucket/*"{{fault}}}""";
        var text = "{\"Statement\":[" + lineEnd + string.Join("," + lineEnd, Enumerable.Repeat(statement, 10_000)) + "]}";

        var document = PolicyDocument.Parse(text);

        document.Statements.Should().HaveCount(10_000);
        var last = document.Statements[^1];
        (last.Problem is null).Should().Be(fault.Length == 0);
        last.Position.Should().Be(lineEnd.Length > 0
            ? new TextPosition(10_001, 1, "$.Statement[9999]")
            : new TextPosition(1, text.Length - statement.Length - 1, "$.Statement[9999]"));
    }

    [Test]
    public void Statements_Elements_KeepTheDocumentsWords()
    {
        var statement = PolicyDocument.Parse("""
            { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "NotPrincipal": { "aws": ["a", "b"], "Service": "s" }, "NotAction": ["x:Y", "z:*"],
              "NotResource": "arn:aws:s3", "Condition": { "StringLike": { "a:B": "c", "d:E": ["f", "g"] }, "Null": { "h:I": true } } } }
            """).Statements[0];
        statement.Effect.Should().Be(Effect.Deny);
        statement.Principals!.IsNegated.Should().BeTrue();
        statement.Principals.Entries.Should().Equal(new("AWS", "a"), new("AWS", "b"), new PrincipalEntry("Service", "s"));
        (statement.Actions!.IsNegated, string.Join(' ', statement.Actions.Values)).Should().Be((true, "x:Y z:*"));
        (statement.Resources!.IsNegated, statement.Resources.HasIncompleteArn).Should().Be((true, true));
        statement.Conditions.Select(condition => $"{condition.OperatorName} {condition.Key} {string.Join('|', condition.Values)}")
            .Should().Equal("StringLike a:B c", "StringLike d:E f|g", "Null h:I true");
    }

    private static PolicyFormatException Refusal(Action action) => action.Should().Throw<PolicyFormatException>().Which;

    private static string Quote(string text) => JsonSerializer.Serialize(text, new JsonSerializerOptions());
}
