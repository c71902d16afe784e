using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

internal sealed class PartiQlStatementTests
{
    [TestCase("")]
    [TestCase("SELECT")]
    [TestCase("SELECT *")]
    [TestCase("SELECT * FROM")]
    [TestCase("SELECT * FROM 'Music'")]
    [TestCase("SELECT * FROM \"Music")]
    [TestCase("SELECT * FROM \"\"")]
    [TestCase("SELECT * FROM (SELECT 1)")]
    [TestCase("UPDATE")]
    [TestCase("DROP TABLE Music")]
    [TestCase("-- SELECT * FROM Music")]
    [TestCase("/* SELECT * FROM Music")]
    public void TryParse_NoTableNamed_SaysSo(string text) => PartiQlStatement.TryParse(text, out _).Should().BeFalse();

    [TestCase("DELETE FROM a.\"b\"", "a", "b")]
    [TestCase("DELETE FROM \"a.b\" . c", "a.b", "c")]
    [TestCase("DELETE FROM a.", "a", null)]
    [TestCase("DELETE FROM a.1", "a", null)]
    [TestCase("\n\tDeLeTe\nfRoM\ta-b_1", "a-b_1", null)]
    public void TryParse_Names_AreRead(string text, string table, string? index)
    {
        PartiQlStatement.TryParse(text, out var statement).Should().BeTrue();
        statement.Should().Be(new PartiQlStatement("Delete", table, index));
    }

    [TestCase("/*")]
    [TestCase("\"")]
    [TestCase("--\n")]
    [TestCase("SELECT ")]
    [TestCase("''''")]
    [TestCase("/**/")]
    public void TryParse_LongHostileText_Ends(string part)
    {
        var text = "SELECT " + string.Concat(Enumerable.Repeat(part, 1_000_000));

        PartiQlStatement.TryParse(text, out _).Should().BeFalse();
    }
}
