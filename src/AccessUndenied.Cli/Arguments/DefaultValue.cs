namespace AccessUndenied.Cli.Arguments;

/// <summary>The value of an option that the command line does not give.</summary>
/// <param name="Option">The option's long name.</param>
/// <param name="Value">The value; null for an option without one.</param>
/// <param name="Place">Where it comes from: a variable, or a file and its line.</param>
internal sealed record DefaultValue(string Option, string? Value, string Place)
{
    /// <summary>How the command line would give it.</summary>
    public string ToArgument() => Value is null ? Option : $"{Option}={Value}";
}
