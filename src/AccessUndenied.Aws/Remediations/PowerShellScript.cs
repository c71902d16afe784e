using System.Text;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes commands for PowerShell, on Windows and elsewhere.</summary>
/// <remarks>
/// Documents are handed over in files, since Windows PowerShell drops the double quotes of an argument; names stand in single quotes.
/// Source: PowerShell documentation, "about_Quoting_Rules" (curly quotes end a text as straight ones do) and "about_Parsing" (arguments of programs):
/// https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules.
/// </remarks>
internal static class PowerShellScript
{
    // Windows PowerShell 5.1 reads a file without it in the system's code page, where parts of other letters are quotes ("about_Character_Encoding").
    private const string ByteOrderMark = "\uFEFF";

    // Quotes that end a text, and what a batch file named aws would have its own shell interpret.
    private const string Refused = "\"\u2018\u2019\u201A\u201B\u201C\u201D\u201E&|<>^%!\\`";

    /// <summary>The commands; null where a name could not be handed over as it is.</summary>
    public static string? Write(ChangeCommands change)
    {
        if (change.Texts().Any(text => text.StartsWith('-') || text.AsSpan().IndexOfAny(Refused) >= 0))
        {
            return null;
        }

        var script = new StringBuilder();
        var commands = new StringBuilder();
        var indent = change.Guard is null ? "" : "  ";
        for (var i = 0; i < change.Commands.Count; i++)
        {
            // Each is run only where the one before went well.
            var command = Command(change.Commands[i], script);
            commands.Append(indent).Append(i > 0 ? $"if ($LASTEXITCODE -eq 0) {{ {command} }}" : command).Append('\n');
        }

        Guard(script, change.Guard, commands);
        if (script.ToString().Contains("$file", StringComparison.Ordinal))
        {
            script.Append("Remove-Item -LiteralPath $file\n");
        }

        return script.ToString();
    }

    /// <summary>The same as a file of its own, which works in its account alone.</summary>
    public static string WriteFile(string text, string? account, ScriptOptions options)
    {
        var caller = new AwsCommand("sts get-caller-identity").Printing("Account");
        return ByteOrderMark + (account is null ? text
            : $"if (({Command(options.Profile is { Length: > 0 } profile ? caller.With("profile", profile) : caller, new())}) -cne {Quote(account)}) {{ Write-Error "
            + $"{Quote(RemediationMessages.OtherAccount(account))}; exit 1 }}\n{text}");
    }

    private static void Guard(StringBuilder script, PolicyGuard? guard, StringBuilder commands)
    {
        if (guard is null)
        {
            script.Append(commands);
            return;
        }

        var read = Command(guard.Read, script);
        script.Append(guard.Kind switch
        {
            GuardKind.SameDocument => $"$current = (({read}) -join '') -replace '\\s', ''\nif ([string]::Equals($current, {Quote(guard.Expected)}, [StringComparison]::Ordinal)) {{\n",
            GuardKind.ErrorCode => $"$current = ({read} 2>&1 | Where-Object {{ $_ -is [System.Management.Automation.ErrorRecord] }} | ForEach-Object {{ \"$_\" }}) -join ' '\nif "
                + $"($current.Contains({Quote($"({guard.Expected})")})) {{\n",
            GuardKind.NoneText => $"$current = ({read}) -join ''\nif ($current -ceq 'None') {{\n",
            _ => $"$current = ({read}) -join ''\nif ($LASTEXITCODE -eq 0 -and ($current -ceq '' -or $current -ceq 'None')) {{\n",
        });
        script.Append(commands).Append("} else {\n  Write-Error ").Append(Quote(RemediationMessages.NotTheSame)).Append("\n}\n");
    }

    private static string Command(AwsCommand command, StringBuilder before)
    {
        var text = new StringBuilder("aws ").Append(command.Name);
        foreach (var option in command.Options)
        {
            text.Append(" --").Append(option.Name);
            _ = option.Kind switch
            {
                CommandValue.None => text,
                CommandValue.Output => text.Append(" (").Append(Command(option.Source!, before)).Append(')'),
                CommandValue.Variable => text.Append(" $env:").Append(option.Value),
                CommandValue.Document => text.Append(" \"file://$file\"").Append(FileOf(option.Value, before)),
                _ => text.Append(' ').Append(Quote(option.Value)),
            };
        }

        return text.ToString();
    }

    // A here-string in single quotes ends at a line of its own only, which a document on one line does not have.
    private static string FileOf(string document, StringBuilder before)
    {
        before.Append("$file = [System.IO.Path]::GetTempFileName()\n[System.IO.File]::WriteAllText($file, @'\n").Append(document).Append("\n'@)\n");
        return "";
    }

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
