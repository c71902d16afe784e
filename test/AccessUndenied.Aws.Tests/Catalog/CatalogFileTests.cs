using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Tests.Catalog;

[TestFixture]
internal sealed class CatalogFileTests
{
    private static readonly byte[] s_file = ReadFile();

    [Test]
    public void Length_EmbeddedFile_StaysUnder300Kilobytes() => s_file.Length.Should().BeLessThan(300 * 1024);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100)]
    [TestCase(4000)]
    public void Open_FileCutShort_SaysThatItIsDamaged(int length)
    {
        var open = () => ActionCatalog.Open(() => new MemoryStream(s_file, 0, length));

        open.Should().Throw<InvalidDataException>().WithMessage("*generate.sh*");
    }

    [Test]
    public void FindService_BlocksCutShort_SaysThatTheyAreDamaged()
    {
        var catalog = ActionCatalog.Open(() => new MemoryStream(s_file, 0, s_file.Length - 1000));

        var read = () => catalog.FindService("s3");

        read.Should().Throw<InvalidDataException>().WithMessage("*generate.sh*");
    }

    private static byte[] ReadFile()
    {
        using var stream = typeof(ActionCatalog).Assembly.GetManifestResourceStream("AccessUndenied.Aws.catalog.br")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
