using AccessUndenied.Aws.Catalog;
using AccessUndenied.CatalogGenerator;

string? package = null;
string? handKept = null;
string? output = null;
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--package":
            package = args[i + 1];
            break;
        case "--hand-kept":
            handKept = args[i + 1];
            break;
        case "--output":
            output = args[i + 1];
            break;
        default:
            return Usage();
    }
}

if (package is null || handKept is null || output is null)
{
    return Usage();
}

try
{
    Generate(package, handKept, output);
    return 0;
}
catch (Exception e) when (e is GeneratorException or IOException or InvalidDataException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("usage: CatalogGenerator --package FOLDER --hand-kept FILE --output FOLDER");
    return 2;
}

static void Generate(string package, string handKeptFile, string output)
{
    var facts = HandKeptActions.AddTo(new PackageReader(package).Read(), handKeptFile);
    var handKept = new HandKeptRows(handKeptFile, facts);
    var writer = new CatalogWriter(facts, handKept);
    var (packed, textLength) = writer.Write();

    var now = ActionCatalog.Open(() => new MemoryStream(packed));
    ReadBack.Verify(now, facts);
    var file = Path.Combine(output, "catalog.br");
    if (File.Exists(file))
    {
        ReadBack.CompareWith(ActionCatalog.Open(() => File.OpenRead(file)), now);
    }

    Directory.CreateDirectory(output);
    File.WriteAllBytes(file, packed);
    var counts = writer.Counts;
    File.WriteAllText(
        Path.Combine(output, "catalog.txt"),
        $"""
        catalog.br, made by build/catalog/generate.sh
        package         {facts.Name} {facts.Version}
        updated at      {facts.UpdatedAt}
        hand-kept       {handKept.Digest}
        services        {counts[0]}
        actions         {counts[1]}
        resource types  {counts[2]}
        condition keys  {counts[3]}
        text            {textLength} bytes
        compressed      {packed.Length} bytes

        """.ReplaceLineEndings("\n"));
    Console.WriteLine(File.ReadAllText(Path.Combine(output, "catalog.txt")));
}
