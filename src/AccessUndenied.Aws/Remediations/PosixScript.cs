using System.Text;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes commands for a POSIX shell: sh, bash, dash, zsh.</summary>
/// <remarks>
/// Everything that comes from outside stands in single quotes, in which these shells expand nothing. No comment is written, since zsh reads
/// none in what is pasted, and nothing that would end the reader's own shell. Between double quotes an interactive shell may take <c>!</c> for
/// a word of its history, even within single quotes there: so the word of a <c>case</c> has none, which it does not need.
/// </remarks>
internal static class PosixScript
{
    public static string Write(ChangeCommands change)
    {
        var commands = string.Join(" && ", change.Commands.Select(command => Command(command)));
        if (change.Guard is not { } guard)
        {
            return commands + "\n";
        }

        var read = Command(guard.Read);
        var otherwise = $"echo {Quote(RemediationMessages.NotTheSame)} >&2; false";
        return guard.Kind switch
        {
            GuardKind.SameDocument => $"case $({read} | tr -d '[:space:]') in {Quote(guard.Expected)}) {commands};; *) {otherwise};; esac\n",
            GuardKind.ErrorCode => $"case $({read} 2>&1 >/dev/null) in *{Quote($"({guard.Expected})")}*) {commands};; *) {otherwise};; esac\n",
            GuardKind.NoneText => $"case $({read}) in 'None') {commands};; *) {otherwise};; esac\n",
            _ => $"if CURRENT_POLICY=$({read}) && [ -z \"${{CURRENT_POLICY#None}}\" ]; then {commands}; else {otherwise}; fi\n",
        };
    }

    /// <summary>The same as a file of its own, which works in its account alone.</summary>
    public static string WriteFile(string text, string? account, ScriptOptions options)
    {
        var file = new StringBuilder("#!/bin/sh\nset -eu\n");
        if (account is not null)
        {
            var caller = new AwsCommand("sts get-caller-identity").Printing("Account");
            file.Append("if [ \"$(").Append(Command(options.Profile is { Length: > 0 } profile ? caller.With("profile", profile) : caller)).Append(")\" != ").Append(Quote(account))
                .Append(" ]; then echo ").Append(Quote(RemediationMessages.OtherAccount(account))).Append(" >&2; exit 1; fi\n");
        }

        return file.Append(text).ToString();
    }

    /// <summary><paramref name="text"/> as one word.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string Command(AwsCommand command, bool isBetweenQuotes = false)
    {
        var text = new StringBuilder("aws ").Append(command.Name);
        foreach (var option in command.Options)
        {
            text.Append(" --").Append(option.Name);
            _ = option.Kind switch
            {
                CommandValue.None => text,
                CommandValue.Output => text.Append(" \"$(").Append(Command(option.Source!, isBetweenQuotes: true)).Append(")\""),
                CommandValue.Document when isBetweenQuotes => text.Append(' ').Append(Quote(option.Value.Replace("!", "\\u0021", StringComparison.Ordinal))),
                CommandValue.Variable => text.Append(" \"${").Append(option.Value).Append(":?}\""),

                // What starts with a hyphen would be taken for an option of its own.
                _ => text.Append(option.Value.StartsWith('-') ? '=' : ' ').Append(Quote(option.Value)),
            };
        }

        return text.ToString();
    }
}
