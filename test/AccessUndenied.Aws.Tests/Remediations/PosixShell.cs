using System.Diagnostics;
using System.Text;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Runs scripts in a real shell, with a program in the place of the AWS CLI that writes down what it was asked and answers from files.</summary>
internal sealed class PosixShell : IDisposable
{
    private const string Stub = """
        #!/bin/sh
        printf '%s\0' "$#" "$@" >> "$CALLS"
        answer="$ANSWERS/$1.$2"
        if [ -f "$answer.error" ]; then cat "$answer.error" >&2; exit 254; fi
        if [ -f "$answer" ]; then cat "$answer"; exit 0; fi
        case $2 in get-* | describe-* | create-policy) echo "An error occurred (AccessDeniedException) when calling $2" >&2; exit 254 ;; esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("commands").FullName;
    private readonly string _shell;

    public PosixShell(string shell = "sh")
    {
        _shell = shell;
        foreach (var name in new[] { "bin", "answers", "work" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }

        var stub = Path.Combine(_folder, "bin", "aws");
        File.WriteAllText(stub, Stub.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stub, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The shells of this machine that the scripts are written for.</summary>
    public static IEnumerable<string> Shells { get; } = [.. new[] { "dash", "bash", "zsh", "ksh" }
        .Where(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))))];

    /// <summary>What is left behind in the folder in which the scripts run.</summary>
    public IReadOnlyList<string> Left => Directory.GetFileSystemEntries(Path.Combine(_folder, "work"));

    /// <summary>Lets a command print <paramref name="text"/>.</summary>
    public void Answer(string command, string text) => File.WriteAllText(Path.Combine(_folder, "answers", command.Replace(' ', '.')), text + "\n");

    /// <summary>Lets a command fail with an error of this code.</summary>
    public void Fail(string command, string code) =>
        File.WriteAllText(Path.Combine(_folder, "answers", command.Replace(' ', '.') + ".error"), $"\nAn error occurred ({code}) when calling the operation: no\n");

    /// <summary>Runs <paramref name="script"/>.</summary>
    /// <returns>The exit code, each call of the AWS CLI with its words, and all that was printed.</returns>
    public (int ExitCode, IReadOnlyList<IReadOnlyList<string>> Calls, string Printed) Run(string script)
    {
        var calls = Path.Combine(_folder, "calls");
        File.Delete(calls);
        var path = Path.Combine(_folder, "script");
        File.WriteAllText(path, script);
        var start = new ProcessStartInfo(_shell) { WorkingDirectory = Path.Combine(_folder, "work"), RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(path);
        start.Environment["PATH"] = Path.Combine(_folder, "bin") + ":/usr/bin:/bin:/usr/local/bin";
        start.Environment["CALLS"] = calls;
        start.Environment["ANSWERS"] = Path.Combine(_folder, "answers");
        start.Environment["INSTANCE_ARN"] = "arn:aws:sso:::instance/ssoins-1";
        start.Environment["PERMISSION_SET_ARN"] = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, File.Exists(calls) ? Read(File.ReadAllBytes(calls)) : [], printed);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<IReadOnlyList<string>> Read(byte[] written)
    {
        var words = Encoding.UTF8.GetString(written).Split('\0');
        var calls = new List<IReadOnlyList<string>>();
        for (var i = 0; i < words.Length - 1;)
        {
            var count = int.Parse(words[i], System.Globalization.CultureInfo.InvariantCulture);
            calls.Add(words[(i + 1)..(i + 1 + count)]);
            i += count + 1;
        }

        return calls;
    }
}
