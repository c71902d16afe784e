namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>A folder that goes away with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory().FullName;

    public string File(string name) => Path.Combine(_path, name);

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(_path).Select(path => Path.GetFileName(path)!);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
