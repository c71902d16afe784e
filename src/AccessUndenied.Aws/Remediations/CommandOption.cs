namespace AccessUndenied.Aws.Remediations;

/// <summary>An option of a command.</summary>
/// <param name="Name">Its name, without the hyphens.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Value">The value: a text, JSON, or the name of a variable; empty for the others.</param>
/// <param name="Source">The command whose output is the value; null for the others.</param>
internal sealed record CommandOption(string Name, CommandValue Kind, string Value = "", AwsCommand? Source = null);
