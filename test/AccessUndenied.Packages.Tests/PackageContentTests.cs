using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace AccessUndenied.Packages.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageContentTests
{
    private static readonly string[] s_packages = ["AccessUndenied.Core", "AccessUndenied.Aws", "AccessUndenied.Formats", "AccessUndenied.Orleans", "AccessUndenied.Cli", "AccessUndenied.Cluster"];

    // The package Microsoft.Orleans.Sdk depends on them, and so does whoever uses it.
    private static readonly string[] s_analyzersOfOrleans = ["Microsoft.Orleans.Analyzers", "Microsoft.CodeAnalysis.Analyzers"];

    [Test]
    public void Feed_AfterPacking_HoldsThePackagesAndTheirSymbols() =>
        Directory.GetFiles(PackedRepository.Feed).Should().BeEquivalentTo(
            s_packages.SelectMany(package => new[] { PackedRepository.PathOf(package), PackedRepository.PathOf(package, "snupkg") }));

    [TestCaseSource(nameof(s_packages))]
    public void Package_Content_IncludesWhatAReaderLooksFor(string package) =>
        NamesIn(PackedRepository.PathOf(package)).Should().Contain(["README.md", "icon.png", "LICENSE", "CHANGELOG.md", "THIRD-PARTY-NOTICES.md"]);

    [TestCaseSource(nameof(s_packages))]
    public void Package_BillOfMaterials_ListsWhatItDependsOnWithVersionLicenseAndHash(string package)
    {
        using var file = ZipFile.OpenRead(PackedRepository.PathOf(package));
        using var content = file.GetEntry("sbom/bom.json")!.Open();
        using var bill = JsonDocument.Parse(content);
        var component = bill.RootElement.GetProperty("metadata").GetProperty("component");
        component.GetProperty("name").GetString().Should().Be(package);
        component.GetProperty("version").GetString().Should().Be(PackedRepository.Version);

        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToList();
        components.Should().NotBeEmpty().And.OnlyContain(each => each.GetProperty("hashes").GetArrayLength() > 0 && each.GetProperty("licenses").GetArrayLength() > 0);
        var names = components.Select(each => (Id: each.GetProperty("name").GetString()!, Version: each.GetProperty("version").GetString()!)).ToList();
        names.Should().NotContain(
            each => each.Id.Contains("Analyzer", StringComparison.Ordinal) && !s_analyzersOfOrleans.Contains(each.Id), because: "what only builds it is not in it");
        DependenciesOf(package).Where(dependency => !dependency.Id.StartsWith("AccessUndenied.", StringComparison.Ordinal)).Should().BeSubsetOf(names);
    }

    [TestCase("AccessUndenied.Core")]
    [TestCase("AccessUndenied.Aws")]
    [TestCase("AccessUndenied.Formats")]
    [TestCase("AccessUndenied.Orleans")]
    public void Library_Content_IsAssemblyAndDocumentationForBothFrameworks(string package)
    {
        string[] frameworks = ["net8.0", "net10.0"];
        NamesIn(PackedRepository.PathOf(package)).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Should().BeEquivalentTo(
            frameworks.SelectMany(framework => new[] { $"lib/{framework}/{package}.dll", $"lib/{framework}/{package}.xml" }));
        NamesIn(PackedRepository.PathOf(package, "snupkg")).Should().Contain(frameworks.Select(framework => $"lib/{framework}/{package}.pdb"));
    }

    [TestCaseSource(nameof(s_packages))]
    public void Package_Metadata_NamesLicenseReadmeIconAndTags(string package)
    {
        var metadata = MetadataOf(package);
        Value(metadata, "license").Should().Be("MIT");
        Value(metadata, "readme").Should().Be("README.md");
        Value(metadata, "icon").Should().Be("icon.png");
        Value(metadata, "tags").Should().Contain("cloudtrail");
        Value(metadata, "description").Should().NotBeNullOrEmpty();
    }

    [TestCaseSource(nameof(s_packages))]
    public void Package_Metadata_NamesNoRepositoryThatOthersCannotReach(string package)
    {
        var address = MetadataOf(package).Elements().SingleOrDefault(element => element.Name.LocalName == "repository")?.Attribute("url")?.Value;
        (address is null || address.StartsWith("https://", StringComparison.Ordinal)).Should().BeTrue("{0} is published", address);
    }

    [Test]
    public void Core_Dependencies_NameNoProvider() =>
        DependenciesOf("AccessUndenied.Core").Should().NotBeEmpty().And.OnlyContain(dependency => dependency.Id.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));

    [Test]
    public void Aws_Dependencies_TakeCoreOfTheSameBuildAndLaterAwsSdk()
    {
        var dependencies = DependenciesOf("AccessUndenied.Aws");
        dependencies.Where(dependency => dependency.Id == "AccessUndenied.Core").Should().HaveCount(2)
            .And.OnlyContain(dependency => dependency.Version == PackedRepository.Version);
        dependencies.Where(dependency => dependency.Id.StartsWith("AWSSDK.", StringComparison.Ordinal)).Should().HaveCount(14)
            .And.OnlyContain(dependency => char.IsAsciiDigit(dependency.Version[0]));
    }

    [Test]
    public async Task Pack_AnotherFolder_GivesTheSameBytes()
    {
        var again = Path.Combine(PackedRepository.Folder, "again");
        await PackedRepository.PackAsync(again, Path.Combine(PackedRepository.Folder, "work-again"), "--only", "Core");
        foreach (var path in Directory.GetFiles(again))
        {
            File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(PackedRepository.Feed, Path.GetFileName(path))))
                .Should().BeTrue("{0} is made of the same sources", Path.GetFileName(path));
        }

        Directory.GetFiles(again).Should().HaveCount(2);
    }

    private static List<string> NamesIn(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return package.Entries.Select(entry => entry.FullName).ToList();
    }

    private static XElement MetadataOf(string package)
    {
        using var file = ZipFile.OpenRead(PackedRepository.PathOf(package));
        using var specification = file.GetEntry($"{package}.nuspec")!.Open();
        return XDocument.Load(specification).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string? Value(XElement metadata, string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private static List<(string Id, string Version)> DependenciesOf(string package) =>
        MetadataOf(package).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value)).ToList();
}
