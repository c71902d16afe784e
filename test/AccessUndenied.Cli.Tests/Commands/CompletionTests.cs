using System.Diagnostics;
using System.Management.Automation;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>What shells are told of commands, options and values.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CompletionTests
{
    private const string Fish = "/usr/bin/fish";

    [TestCase("bash", "complete -o default -F _access_undenied access-undenied")]
    [TestCase("zsh", "compdef _access_undenied access-undenied")]
    [TestCase("fish", "complete -c access-undenied")]
    [TestCase("powershell", "Register-ArgumentCompleter -Native -CommandName access-undenied")]
    public void Completion_Shell_PrintsItsScriptWithTheLineThatInstallsIt(string shell, string line)
    {
        var run = ProgramRun.Of("completion", shell);

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Text.Should().Contain(line).And.Contain($"access-undenied completion {shell}");
    }

    [TestCase("access-undenied ana", "analyze")]
    [TestCase("access-undenied analyze --form", "--format")]
    [TestCase("access-undenied analyze --format ht", "html")]
    [TestCase("access-undenied completion ", "bash fish powershell zsh")]
    [TestCase("access-undenied analyze eve", "")]
    [Platform("Linux")]
    public void Completion_InBash_OffersWhatFits(string typed, string offered)
    {
        using var folder = Installed();
        var script = $$"""
            PATH='{{folder.Path}}':$PATH
            eval "$(access-undenied completion bash)"
            COMP_LINE='{{typed}}' COMP_POINT={{typed.Length}}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _access_undenied
            printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
            """;
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        ProgramRun.SetEnvironment(start, ProgramRun.NoAccounts);
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd().Trim().Should().Be(offered);
        process.WaitForExit();
    }

    [TestCase("access-undenied ana", "analyze")]
    [TestCase("access-undenied analyze --form", "--format")]
    [TestCase("access-undenied analyze --format ht", "html")]
    [TestCase("access-undenied completion ", "bash fish powershell zsh")]
    [Platform("Linux")]
    public void Completion_InFish_OffersWhatFits(string typed, string offered)
    {
        Assume.That(File.Exists(Fish), Is.True, "No fish here: its completion is not run. Install fish.");
        using var folder = Installed();
        var start = new ProcessStartInfo(Fish) { RedirectStandardOutput = true };
        start.ArgumentList.Add("--no-config");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"set -x PATH '{folder.Path}' $PATH; access-undenied completion fish | source; complete -C '{typed}' | sort | string join ' '");
        ProgramRun.SetEnvironment(start, ProgramRun.NoAccounts);
        start.Environment["HOME"] = folder.Path;
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd().Trim().Should().Be(offered);
        process.WaitForExit();
    }

    [TestCase("access-undenied ana", "analyze")]
    [TestCase("access-undenied analyze --form", "--format")]
    [TestCase("access-undenied analyze --format ht", "html")]
    [TestCase("access-undenied completion ", "bash fish powershell zsh")]
    [Platform("Linux")]
    public void Completion_InPowerShell_OffersWhatFits(string typed, string offered)
    {
        using var folder = Installed();
        using var shell = PowerShell.Create();
        shell.AddScript("param($folder, $typed) $env:PATH = \"${folder}:$env:PATH\"; access-undenied completion powershell | Out-String | Invoke-Expression; "
            + "(TabExpansion2 $typed $typed.Length).CompletionMatches | ForEach-Object CompletionText").AddArgument(folder.Path).AddArgument(typed);

        shell.Invoke().Select(one => one.ToString()).Order(StringComparer.Ordinal).Should().Equal(offered.Split(' '));
    }

    // A folder with the program under its own name, for a PATH.
    private static TemporaryFolder Installed()
    {
        var folder = new TemporaryFolder();
        var program = folder.Write("access-undenied", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\nexec dotnet '{ProgramRun.Program}' \"$@\"\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
