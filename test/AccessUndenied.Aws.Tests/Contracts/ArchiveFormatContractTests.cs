using System.IO.Compression;
using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Events;
using AccessUndenied.Contracts;
using AccessUndenied.Formats;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class ArchiveFormatContractTests : EventFormatContract
{
    protected override IEventFormat Format { get; } = new ArchiveFormat();

    protected override byte[] Known { get; } = Zip();

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("a.json").Open();
            entry.Write(Encoding.UTF8.GetBytes(Trail.Denied("e1")));
        }

        return bytes.ToArray();
    }
}
