using System.Diagnostics;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Runs scripts in a real POSIX shell.</summary>
internal sealed class PosixShell : AwsStub
{
    private readonly string _shell;

    public PosixShell(string shell = "sh") => _shell = shell;

    /// <summary>The shells of this machine that the scripts are written for.</summary>
    public static IEnumerable<string> Shells { get; } = [.. new[] { "dash", "bash", "zsh", "ksh" }
        .Where(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))))];

    /// <summary>Runs <paramref name="script"/> as a file.</summary>
    /// <returns>The exit code, each call of the AWS CLI with its words, and all that was printed.</returns>
    public (int ExitCode, IReadOnlyList<IReadOnlyList<string>> Calls, string Printed) Run(string script)
    {
        var path = Path.Combine(Folder, "script");
        File.WriteAllText(path, script);
        return Run([path], input: "");
    }

    /// <summary>Types <paramref name="script"/> into an interactive shell, which knows a history and reads no comments where zsh does not.</summary>
    public (int ExitCode, IReadOnlyList<IReadOnlyList<string>> Calls, string Printed) Paste(string script) =>
        Run(_shell switch { "zsh" => ["-f", "-i", "-s"], "bash" => ["--norc", "--noprofile", "-i"], _ => ["-i"] }, script);

    private (int ExitCode, IReadOnlyList<IReadOnlyList<string>> Calls, string Printed) Run(string[] arguments, string input)
    {
        Forget();
        var start = new ProcessStartInfo(_shell, arguments) { WorkingDirectory = Work, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["PATH"] = Path.GetDirectoryName(Program) + ":/usr/bin:/bin:/usr/local/bin";
        start.Environment["INSTANCE_ARN"] = "arn:aws:sso:::instance/ssoins-1";
        start.Environment["PERMISSION_SET_ARN"] = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
        start.Environment.Remove("ENV");
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, Calls(), printed);
    }
}
