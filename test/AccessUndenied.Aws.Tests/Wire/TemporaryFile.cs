namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>A file that goes away with its test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string content = "")
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllText(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
