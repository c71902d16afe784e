using AccessUndenied.Policies;
using CsCheck;

namespace AccessUndenied.Core.Tests.Policies;

public sealed class StatementIndexTests
{
    private static readonly Gen<string> s_action = Gen.String[Gen.Char["ab:*?"], 0, 6].Select(text => text.Length == 0 ? "*" : text);
    private static readonly Gen<string> s_resource = Gen.String[Gen.Char["ab/*?"], 0, 8];

    [Test]
    public void Visit_GeneratedDocuments_FindsEveryStatementThatApplies() =>
        Gen.Select(
            Gen.Select(s_action.Array[0, 3], s_resource.Array[0, 3], Gen.Int[0, 20]).Array[0, 60],
            Gen.String[Gen.Char["abAB:"], 1, 7],
            Gen.String[Gen.Char["ab/"], 1, 9]).Sample(
            (statements, action, resource) =>
            {
                var document = PolicyDocument.Parse(Write(statements));
                var found = Find(document, action, resource);
                var expected = document.Statements
                    .Where(statement => Speaks(statement, action) && (statement.Problem is not null || Covers(statement, resource)))
                    .Select(statement => statement.Index);
                expected.Should().BeSubsetOf(found);
                document.Statements.Where(statement => Speaks(statement, action)).Select(statement => statement.Index)
                    .Should().BeSubsetOf(Find(document, action, null));
            },
            iter: 3_000,
            threads: 1);

    [Test]
    public void Visit_ManyStatementsOfOtherActions_LeavesThemOut()
    {
        var document = PolicyDocument.Parse("{\"Statement\":[" + string.Join(",", Enumerable.Range(0, 1_000)
            .Select(number => $$"""{"Effect":"Allow","Action":"service{{number}}:Get*","Resource":"*"}""")) + "]}");
        Find(document, "SERVICE7:getobject", "x").Should().Equal(7);
    }

    [Test]
    public void Visit_ManyStatementsOfOneAction_IsLedByTheResource()
    {
        var document = PolicyDocument.Parse("{\"Statement\":[" + string.Join(",", Enumerable.Range(0, 1_000)
            .Select(number => $$"""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-{{number}}/*"}""")) + "]}");
        Find(document, "s3:GetObject", "arn:aws:s3:::bucket-7/x").Should().Equal(7);
        Find(document, "s3:GetObject", null).Should().HaveCount(1_000);
    }

    [Test]
    public void Visit_PrefixesLongerThanTheTableKnows_AreFound()
    {
        var name = new string('x', 300);
        var document = PolicyDocument.Parse("{\"Statement\":[" + string.Join(",", Enumerable.Range(0, 20)
            .Select(number => $$"""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{name}}{{number}}*"}""")) + "]}");
        Find(document, "s3:GetObject", $"arn:aws:s3:::{name}13").Should().Contain(13);
    }

    private static List<int> Find(PolicyDocument document, string action, string? resource)
    {
        var finder = new StatementFinder();
        finder.Start(action, resource);
        var visitor = new Collector([]);
        _ = document.Index;
        finder.Visit(document, ignoresResource: false, ref visitor);
        return visitor.Found;
    }

    private static bool Speaks(Statement statement, string action) =>
        statement.Problem is not null || statement.Actions is null || statement.Actions.Covers(action);

    private static bool Covers(Statement statement, string resource) =>
        statement.Resources is not { } resources
        || (Array.Exists(resources.Patterns, pattern => pattern.AsWritten.MatchesLiteral(resource)) != resources.IsNegated);

    private static string Write((string[] Actions, string[] Resources, int Form)[] statements) =>
        "{\"Statement\":[" + string.Join(",", statements.Select(statement =>
            $$"""{"Effect":"Allow","{{(statement.Form == 0 ? "NotAction" : "Action")}}":{{List(statement.Actions)}}{{Resource(statement)}}}""")) + "]}";

    private static string Resource((string[] Actions, string[] Resources, int Form) statement) => statement.Form switch
    {
        1 => "",
        2 => ",\"Resource\":5",
        3 => $",\"NotResource\":{List(statement.Resources)}",
        _ => $",\"Resource\":{List(statement.Resources)}",
    };

    private static string List(string[] items) => "[" + string.Join(",", items.Select(item => $"\"{item}\"")) + "]";

    private readonly struct Collector(List<int> found) : IStatementVisitor
    {
        public List<int> Found => found;

        public void Visit(Statement statement) => found.Add(statement.Index);
    }
}
