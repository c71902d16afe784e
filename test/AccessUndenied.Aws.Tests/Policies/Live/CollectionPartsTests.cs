using System.Runtime.InteropServices;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>Parts that somebody else has put there are not taken for ours, also by root, who may change anything.</summary>
[Platform("Linux")]
public sealed class CollectionPartsTests
{
    private const uint Nobody = 65534;

    [Test]
    public async Task TryRead_OwnPart_GivesIt()
    {
        using var folder = new TemporaryFolder();
        var parts = new CollectionParts(folder.File("s.parts"), TimeProvider.System);
        await parts.WriteAsync("one", new byte[] { 1, 2 }, CancellationToken.None);
        parts.TryRead("one").Should().Equal(1, 2);
    }

    [Test]
    public async Task TryRead_PartOfSomebodyElse_IsNoPart()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("s.parts");
        var parts = new CollectionParts(path, TimeProvider.System);
        await parts.WriteAsync("one", new byte[] { 1, 2 }, CancellationToken.None);
        GiveAway(Directory.GetFiles(path).Single());
        parts.TryRead("one").Should().BeNull();
    }

    [Test]
    public void Constructor_FolderOfSomebodyElse_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("s.parts");
        Directory.CreateDirectory(path);
        GiveAway(path);
        FluentActions.Invoking(() => new CollectionParts(path, TimeProvider.System)).Should().Throw<IOException>().WithMessage("*can be changed by others*");
        Chown(path, 0, 0);
    }

    [Test]
    public void IsSomebodyElse_FileThatIsNotThere_IsNot() => FileOwner.IsSomebodyElse("/no/such/file").Should().BeFalse();

    // Only root can give files away; for everybody else the root folder is somebody else's.
    private static void GiveAway(string path)
    {
        if (Chown(path, Nobody, Nobody) != 0)
        {
            FileOwner.IsSomebodyElse("/").Should().BeTrue();
            Assert.Ignore("only root can give files away");
        }
    }

    [DllImport("libc", EntryPoint = "chown", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
