using System.IO.Hashing;
using System.Text;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What a collection has read so far, in a folder, so that it can be stopped and run again.</summary>
/// <remarks>Parts older than a day are read anew: a snapshot is of one time. A folder that others may write to is refused.</remarks>
internal sealed class CollectionParts
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(1);

    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string _folder;
    private readonly TimeProvider _time;

    public CollectionParts(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (new DirectoryInfo(folder).LinkTarget is not null || (File.GetUnixFileMode(folder) & OthersMayWrite) != UnixFileMode.None)
        {
            throw new IOException($"{folder} can be changed by others, so that what is kept there cannot be trusted; remove it, or choose another output file");
        }
    }

    /// <summary>The part <paramref name="name"/>; null where there is none, or an old one.</summary>
    public byte[]? TryRead(string name)
    {
        var path = PathOf(name);
        return File.Exists(path) && _time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero) < s_lifetime ? File.ReadAllBytes(path) : null;
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(PathOf(name), content, cancellationToken);

    /// <summary>A name for what <paramref name="key"/> describes, whatever characters it has.</summary>
    public static string NameOf(string kind, string key) => $"{kind}-{XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(key)):x16}";

    public static string PageOf(string accountId, int page) => $"details-{accountId}-{page:D6}";

    public void Delete() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name + ".json");
}
