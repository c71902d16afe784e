using System.Text;
using AccessUndenied.Results;

namespace AccessUndenied.Cli.Output;

/// <summary>The folder that <c>--scripts</c> names: a file for each change and each form of it.</summary>
/// <remarks>
/// A file's name follows from its content, so that one that is there already is the same, which is checked: nothing is ever written over.
/// Scripts hold policies and are run with rights: none but their owner reads or writes them.
/// </remarks>
internal sealed class ScriptFolder
{
    private const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    private ScriptFolder(string path) => _path = path;

    /// <summary>How many files were written, or were there already.</summary>
    public int Written => _written.Count;

    /// <summary>The folder, made where it is not there.</summary>
    /// <exception cref="CommandFailedException">It cannot be made.</exception>
    public static ScriptFolder Open(string path)
    {
        Make(path);
        return new(path);
    }

    public void Write(IEnumerable<Remediation> remediations)
    {
        foreach (var script in remediations.SelectMany(remediation => remediation.Changes).SelectMany(change => change.Scripts))
        {
            if (_written.Add(script.FileName))
            {
                Write(PlaceOf(script.FileName), Encoding.UTF8.GetBytes(script.FileText), isProgram: script.Format == "aws-cli");
            }
        }
    }

    // Terraform takes all files of a folder together, so that each of its files has a folder of its own.
    private string PlaceOf(string name)
    {
        var path = Path.Combine(_path, name);
        if (name.Contains('/', StringComparison.Ordinal))
        {
            Make(Path.GetDirectoryName(path)!);
        }

        return path;
    }

    private static void Make(string path)
    {
        try
        {
            if (new DirectoryInfo(path.TrimEnd('/')).LinkTarget is not null)
            {
                throw new CommandFailedException(CommandMessages.FolderIsLink(path));
            }

            if (File.Exists(path))
            {
                throw new CommandFailedException(CommandMessages.NoFolder(path));
            }

            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, ReadWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(CommandMessages.CannotWrite(path, exception), exception);
        }
    }

    private static void Write(string path, byte[] content, bool isProgram)
    {
        try
        {
            if (new FileInfo(path) is { LinkTarget: null, Exists: false })
            {
                Create(path, content, isProgram);
            }
            else if (new FileInfo(path).LinkTarget is not null || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            {
                throw new CommandFailedException(CommandMessages.OtherScript(path));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(CommandMessages.CannotWrite(path, exception), exception);
        }
    }

    // Under its name only when it is whole.
    private static void Create(string path, byte[] content, bool isProgram)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = isProgram ? ReadWrite | UnixFileMode.UserExecute : ReadWrite;
            }

            using (var stream = new FileStream(unfinished, options))
            {
                stream.Write(content);
            }

            File.Move(unfinished, path, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
