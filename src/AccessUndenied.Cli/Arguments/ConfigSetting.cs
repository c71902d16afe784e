namespace AccessUndenied.Cli.Arguments;

/// <summary>One line of a file of options.</summary>
/// <param name="Command">The command that it is for; null for every command that has the option.</param>
/// <param name="Name">The option's name without its hyphens.</param>
/// <param name="Value">The value.</param>
/// <param name="Line">The number of the line, counted from 1.</param>
internal sealed record ConfigSetting(string? Command, string Name, string Value, int Line);
