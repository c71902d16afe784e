using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Events;
using AccessUndenied.Formats;

namespace AccessUndenied.Aws.Tests.Formats;

/// <summary>Files in archives have names of their own, and what is unpacked is bounded.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ArchiveTests
{
    [Test]
    public async Task ReadAsync_FileInArchiveInArchive_IsNamedByItsWholePath()
    {
        var (events, summary) = await ReadAsync(Zip(("day\n/1.zip", Zip(("a\u001b.json", Bytes(Trail.Denied("e1"))), ("readme.txt", Bytes("hello"))))));
        events.Should().ContainSingle().Which.Origin.Should().Be("t.zip/day\uFFFD/1.zip/a\uFFFD.json, record 1");
        summary.PassedOverFiles.Should().ContainSingle().Which.Path.Should().Be("t.zip/day\uFFFD/1.zip/readme.txt");
    }

    [Test]
    public async Task ReadAsync_MoreThanMayBeUnpacked_IsSaidOnceAndTheRestNotRead()
    {
        var (events, _) = await ReadAsync(Five(), new() { MaxUnpackedBytes = (2 * Trail.Denied("e1").Length) + 10 });
        events.Where(e => e.Problem is null).Select(e => e.Id).Should().Equal("e1", "e2");
        events[^1].Problem.Should().Contain("unpacks to more than").And.Contain("and the rest is not read").And.NotContain("cannot be read");
    }

    [Test]
    public async Task ReadAsync_BombOfBlanks_IsStoppedByItsRatio()
    {
        var (events, _) = await ReadAsync(
            Zip(("a.json", Bytes(Trail.Denied("e1"))), ("bomb.json", Bytes(new string(' ', 4 << 20)))), new() { LeastRatioBytes = 1 << 20, MaxUnpackedRatio = 100 });
        events.Select(e => e.Id).Should().StartWith("e1");
        events[^1].Problem.Should().Contain("unpacks to more than 100 times its length");
    }

    [Test]
    public async Task ReadAsync_GzipBombInAnArchive_IsStopped()
    {
        var bomb = Trail.Gzip(Bytes(Trail.Denied("e2") + new string(' ', 8 << 20)));
        var (events, _) = await ReadAsync(Zip(("a.json", Bytes(Trail.Denied("e1"))), ("bomb.json.gz", bomb)), new() { MaxUnpackedBytes = 1 << 20 });
        events.Select(e => e.Id).Should().StartWith("e1");
        events[^1].Problem.Should().Contain("unpacks to more than");
    }

    [Test]
    public async Task ReadAsync_MoreFilesThanAllowed_IsSaid()
    {
        var (events, _) = await ReadAsync(Five(), new() { MaxParts = 3 });
        events.Select(e => e.Id).Should().Equal("e1", "e2", "e3", "");
        events[^1].Problem.Should().Contain("more than 3 files in the archive");
    }

    [Test]
    public async Task ReadAsync_LinksAndPipesInTar_AreNotFollowed()
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link.json") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Fifo, "pipe.json"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../../a.json") { DataStream = new MemoryStream(Bytes(Trail.Denied("e1"))) });
        }

        var (events, summary) = await ReadAsync(bytes.ToArray());
        events.Should().ContainSingle().Which.Origin.Should().Be("t.zip/../../a.json, record 1");
        summary.PassedOverFiles.Should().BeEmpty();
    }

    [Test]
    public async Task ReadAsync_Digests_CountAndAreNoLoss()
    {
        var (events, summary) = await ReadAsync(Zip(("d.json", Bytes("{\"digestStartTime\":\"x\"}")), ("a.json", Bytes(Trail.Denied("e1")))));
        events.Should().ContainSingle();
        (summary.DigestFiles, summary.PassedOverFiles.Count).Should().Be((1, 0));
    }

    private static byte[] Five() => Zip([.. Enumerable.Range(1, 5).Select(number => ($"{number}.json", Bytes(Trail.Denied($"e{number}"))))]);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> ReadAsync(byte[] archive, CloudTrailReaderOptions? options = null)
    {
        options ??= new();
        options.SourceName = "t.zip";
        options.Formats = EventFormats.All;
        return Trail.Read(archive, options);
    }
}
