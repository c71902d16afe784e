using AccessUndenied.Aws.Input;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies;

/// <summary>Puts a <see cref="Snapshot"/> together from files; later ones add to earlier ones and override them.</summary>
/// <remarks>
/// Shape: each content is a snapshot of version 1 or bare output of <c>aws iam get-account-authorization-details</c>; or, by the
/// methods named after it, an organization as in <c>scp_data.json</c>; each also gzipped. Not for use by several threads at once.
/// </remarks>
internal sealed class SnapshotBuilder
{
    private readonly SnapshotContents _contents = new();

    /// <summary>What was added up to now.</summary>
    internal SnapshotContents Contents => _contents;

    /// <summary>Adds the file at <paramref name="path"/>.</summary>
    /// <exception cref="SnapshotFormatException">The file cannot be read, or is no snapshot.</exception>
    public SnapshotBuilder AddFile(string path) => Add(ReadFile(path), path);

    /// <summary>Adds what <paramref name="utf8"/> holds, called <paramref name="name"/> in messages; the bytes are kept and must not change afterwards.</summary>
    /// <exception cref="SnapshotFormatException">The bytes are no snapshot.</exception>
    public SnapshotBuilder Add(ReadOnlyMemory<byte> utf8, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        new SnapshotFileReader(new SnapshotFile(name, Unpacked(utf8, name)), _contents).Read();
        return this;
    }

    /// <summary>Adds what <paramref name="stream"/> holds up to its end, called <paramref name="name"/> in messages.</summary>
    /// <exception cref="SnapshotFormatException">The stream holds no snapshot.</exception>
    public async Task<SnapshotBuilder> AddAsync(Stream stream, string name, CancellationToken cancellationToken) =>
        Add(await ReadAsync(stream, name, cancellationToken).ConfigureAwait(false), name);

    /// <summary>Adds the organization in the file at <paramref name="path"/>, such as <c>scp_data.json</c>.</summary>
    /// <exception cref="SnapshotFormatException">The file cannot be read, or holds no organization.</exception>
    public SnapshotBuilder AddOrganizationFile(string path) => AddOrganization(ReadFile(path), path);

    /// <summary>Adds the organization in <paramref name="utf8"/>, called <paramref name="name"/> in messages; the bytes are kept and must not change afterwards.</summary>
    /// <exception cref="SnapshotFormatException">The bytes hold no organization.</exception>
    public SnapshotBuilder AddOrganization(ReadOnlyMemory<byte> utf8, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        new SnapshotFileReader(new SnapshotFile(name, Unpacked(utf8, name)), _contents).ReadOrganization();
        return this;
    }

    /// <summary>Adds the organization in <paramref name="stream"/>, called <paramref name="name"/> in messages.</summary>
    /// <exception cref="SnapshotFormatException">The stream holds no organization.</exception>
    public async Task<SnapshotBuilder> AddOrganizationAsync(Stream stream, string name, CancellationToken cancellationToken) =>
        AddOrganization(await ReadAsync(stream, name, cancellationToken).ConfigureAwait(false), name);

    /// <summary>The snapshot of all that was added.</summary>
    public Snapshot Build() => new(_contents.Clone(), new());

    /// <summary>The same, with documents that other snapshots share.</summary>
    internal Snapshot Build(PolicyDocumentCache documents) => new(_contents, documents);

    private static ReadOnlyMemory<byte> Unpacked(ReadOnlyMemory<byte> content, string name)
    {
        try
        {
            return WholeContent.Unpack(content);
        }
        catch (InvalidDataException exception)
        {
            throw new SnapshotFormatException($"{name}: {exception.Message}", exception);
        }
    }

    private static byte[] ReadFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SnapshotFormatException(SnapshotMessages.Unreadable(path, exception), exception);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new SnapshotFormatException(SnapshotMessages.Unreadable(name, exception), exception);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
