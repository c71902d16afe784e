using System.Text;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Events;

public sealed class FolderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("access-undenied-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task ReadPathAsync_Folder_ReadsAllFilesInOrdinalOrderOfTheirPaths()
    {
        Write("b/1.json", Trail.Records(Trail.Denied("b/1")));
        Write("b-1.json", Trail.Denied("b-1"));
        Write("B.json", Trail.Denied("B"));
        Write("b/sub/2", Trail.Denied("b/sub/2"));
        Write("a.gz", Trail.Gzip(Encoding.UTF8.GetBytes(Trail.Denied("a"))));

        var (events, summary) = await Trail.ReadPath(_folder);

        events.Select(e => e.Id).Should().Equal("B", "a", "b-1", "b/1", "b/sub/2");
        events[3].Origin.Should().Be(Path.Combine(_folder, "b", "1.json") + ", record 1");
        summary.Files.Should().Be(5);
    }

    [Test]
    public async Task ReadPathAsync_FilesWithoutCloudTrail_AreNamed()
    {
        Write("1.json", Trail.Denied("e1"));
        Write("2.txt", "notes");
        Write("3.json", "");
        Write("4.json", "{\"digestStartTime\":\"x\"}");

        var (events, summary) = await Trail.ReadPath(_folder);

        events.Should().ContainSingle();
        summary.PassedOverFiles.Select(f => Path.GetFileName(f.Path)).Should().Equal("2.txt", "3.json");
        summary.PassedOverFiles[1].Reason.Should().StartWith("the input is empty");
        summary.DigestFiles.Should().Be(1);
    }

    [Test]
    public async Task ReadPathAsync_BrokenFile_CostsNoOtherFile()
    {
        Write("1.json", "{\"Records\":[" + Trail.Denied("e1"));
        Write("2.json", Trail.Denied("e2"));
        var (events, _) = await Trail.ReadPath(_folder);
        events.Select(e => e.Id).Should().Equal("e1", "", "e2");
        events[1].Problem.Should().StartWith(Path.Combine(_folder, "1.json"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task ReadPathAsync_PipeInAFolder_IsNamedAndNotOpened()
    {
        using (var making = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_folder, "0.json")]))
        {
            await making.WaitForExitAsync();
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "1.json"), Trail.Denied("e1"));
        var (events, summary) = await Trail.ReadPath(_folder);
        events.Select(e => e.Id).Should().Equal("e1");
        summary.PassedOverFiles.Should().ContainSingle().Which.Reason.Should().Contain("pipe");
    }

    [Test]
    public async Task ReadPathAsync_LinkToAFile_IsNamedAndNotFollowed()
    {
        Write("1.json", Trail.Denied("e1"));
        File.CreateSymbolicLink(Path.Combine(_folder, "0.json"), Path.Combine(_folder, "none"));
        File.CreateSymbolicLink(Path.Combine(_folder, "2.json"), Path.Combine(_folder, "1.json"));
        var (events, summary) = await Trail.ReadPath(_folder);
        events.Should().ContainSingle().Which.Problem.Should().BeNull();
        summary.PassedOverFiles.Select(f => Path.GetFileName(f.Path)).Should().Equal("0.json", "2.json");
        summary.PassedOverFiles.Should().OnlyContain(f => f.Reason.Contains("link to a file"));
    }

    [Test]
    public async Task ReadPathAsync_LinkToAFolder_IsNamedAndNotFollowed()
    {
        Write("1.json", Trail.Denied("e1"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "loop"), _folder);
        var (events, summary) = await Trail.ReadPath(_folder);
        events.Should().ContainSingle();
        summary.PassedOverFiles.Should().ContainSingle().Which.Reason.Should().Contain("link to a folder");
    }

    [Test]
    public async Task ReadPathAsync_EmptyFolder_Throws() =>
        await FluentActions.Awaiting(() => Trail.ReadPath(_folder)).Should().ThrowAsync<CloudTrailFormatException>().WithMessage("*holds no files*");

    [Test]
    public async Task ReadPathAsync_FolderWithoutEvents_Throws()
    {
        Write("notes.txt", "notes");
        await FluentActions.Awaiting(() => Trail.ReadPath(_folder)).Should().ThrowAsync<CloudTrailFormatException>().WithMessage("*none of the 1 files*");
    }

    [Test]
    public async Task ReadPathAsync_NoSuchFile_Throws() =>
        await FluentActions.Awaiting(() => Trail.ReadPath(Path.Combine(_folder, "none"))).Should().ThrowAsync<CloudTrailFormatException>().WithMessage("*no such file or folder*");

    [Test]
    public async Task ReadPathAsync_EmptyFile_ThrowsAndNamesIt()
    {
        Write("e.json", "");
        await FluentActions.Awaiting(() => Trail.ReadPath(Path.Combine(_folder, "e.json"))).Should().ThrowAsync<CloudTrailFormatException>().WithMessage("*e.json: the input is empty*");
    }

    private void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    private void Write(string path, byte[] bytes)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }
}
