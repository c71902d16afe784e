using System.ComponentModel;
using System.Diagnostics;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The committed versions of a snapshot that is kept in Git.</summary>
/// <remarks>
/// <c>git</c> is asked for the commits that changed the file and for its bytes in them; no hook, filter or network of the repository has a part in that. The newest versions count, up to
/// a number and a size; those that are no snapshot with a date tell nothing of a time, and are passed over.
/// Source: <see href="https://git-scm.com/docs/git-rev-list">git-rev-list</see>, <see href="https://git-scm.com/docs/git-cat-file">git-cat-file</see>.
/// </remarks>
internal static class GitVersions
{
    private const int MostVersions = 500;
    private const long MostBytes = 1L << 30;
    private const int LengthOfId = 40;

    /// <summary>What the versions of <paramref name="path"/> hold, each with its date.</summary>
    /// <exception cref="SnapshotFormatException">There is no such file in a Git repository, or no <c>git</c>.</exception>
    public static IEnumerable<SnapshotContents> Of(string path)
    {
        var file = new FileInfo(path);
        if (file.DirectoryName is not { } folder || !Directory.Exists(folder))
        {
            throw new SnapshotFormatException(HistoryMessages.NotInGit(path, "there is no such folder"));
        }

        var (code, output, error) = Run(folder, MostBytes, "rev-list", $"--max-count={MostVersions}", "HEAD", "--", $"./{file.Name}");
        var commits = System.Text.Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (code != 0 || commits.Length == 0)
        {
            throw new SnapshotFormatException(HistoryMessages.NotInGit(path, code == 0 ? "no commit has the file" : error));
        }

        var left = MostBytes;
        var times = new HashSet<DateTimeOffset>();
        foreach (var commit in commits.Where(commit => commit.Length >= LengthOfId && commit.All(char.IsAsciiHexDigit)))
        {
            // A commit that deleted the file has no version of it.
            (code, output, _) = Run(folder, left, "cat-file", "blob", $"{commit}:./{file.Name}");
            left -= output.Length;
            if (code < 0)
            {
                yield break;
            }

            if (code == 0 && Read(output, $"{path} at commit {commit[..12]}") is { CollectedAt: { } time } contents && times.Add(time))
            {
                yield return contents;
            }
        }
    }

    private static SnapshotContents? Read(byte[] utf8, string name)
    {
        try
        {
            return new SnapshotBuilder().Add(utf8, name).Contents;
        }
        catch (SnapshotFormatException)
        {
            return null;
        }
    }

    private static (int Code, byte[] Output, string Error) Run(string folder, long most, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        string[] quiet = ["-C", folder, "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "protocol.allow=never"];
        foreach (var argument in quiet.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        (start.Environment["GIT_TERMINAL_PROMPT"], start.Environment["GIT_NO_LAZY_FETCH"]) = ("0", "1");

        // No protocol at all, whatever the repository's own settings say.
        start.Environment["GIT_ALLOW_PROTOCOL"] = "";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            var output = ReadUpTo(process.StandardOutput.BaseStream, most);
            if (output is null)
            {
                process.Kill();
            }

            process.WaitForExit();
            return (output is null ? -1 : process.ExitCode, output ?? [], error.GetAwaiter().GetResult().Trim().ReplaceLineEndings(" "));
        }
        catch (Win32Exception exception)
        {
            throw new SnapshotFormatException(HistoryMessages.NoGit(exception.Message), exception);
        }
    }

    // Null for more than that.
    private static byte[]? ReadUpTo(Stream stream, long most)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81_920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            all.Write(buffer, 0, read);
            if (all.Length > most)
            {
                return null;
            }
        }

        return all.ToArray();
    }
}
