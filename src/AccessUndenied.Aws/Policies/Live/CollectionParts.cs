using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What a collection has read so far, in a folder, so that it can be stopped and run again.</summary>
/// <remarks>Parts older than a day are read anew: a snapshot is of one time. A folder that others may write to is refused.</remarks>
internal sealed class CollectionParts
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(1);

    private const int ChecksumLength = 65;

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
        if (new DirectoryInfo(folder).LinkTarget is not null || (File.GetUnixFileMode(folder) & OthersMayWrite) != UnixFileMode.None
            || FileOwner.IsSomebodyElse(folder))
        {
            throw new IOException(Untrusted(folder));
        }

        try
        {
            // Nobody but its owner can do that, where the owner cannot be asked for, and root.
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(Untrusted(folder), exception);
        }
    }

    /// <summary>The part <paramref name="name"/>; null where there is none, an old one, or one that is not what was written.</summary>
    public byte[]? TryRead(string name)
    {
        var file = new FileInfo(PathOf(name));
        if (!file.Exists || _time.GetUtcNow() - new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero) >= s_lifetime || !IsOurs(file))
        {
            return null;
        }

        var content = File.ReadAllBytes(file.FullName);
        return content.Length >= ChecksumLength && content.AsSpan(0, ChecksumLength).SequenceEqual(ChecksumOf(content.AsSpan(ChecksumLength)))
            ? content[ChecksumLength..] : null;
    }

    /// <summary>Keeps a part that was checked.</summary>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(
            PathOf(name),
            async stream =>
            {
                await stream.WriteAsync(ChecksumOf(content.Span), cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    // A line before the content: SHA-256, in hexadecimal.
    private static byte[] ChecksumOf(ReadOnlySpan<byte> content) => Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(content)) + "\n");

    // Nobody else could have written it, or put another file in its place.
    private static bool IsOurs(FileInfo file) =>
        OperatingSystem.IsWindows() || (file.LinkTarget is null && (file.UnixFileMode & OthersMayWrite) == UnixFileMode.None && !FileOwner.IsSomebodyElse(file.FullName));

    private static string Untrusted(string folder) =>
        $"{folder} can be changed by others, so that what is kept there cannot be trusted; remove it, or choose another output file";

    /// <summary>A name for what <paramref name="key"/> describes, whatever characters it has.</summary>
    public static string NameOf(string kind, string key) => $"{kind}-{XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(key)):x16}";

    public static string PageOf(string accountId, int page) => $"details-{accountId}-{page:D6}";

    public void Delete() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name + ".json");
}
