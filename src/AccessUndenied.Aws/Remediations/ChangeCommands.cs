namespace AccessUndenied.Aws.Remediations;

/// <summary>The commands that make a change, or why there are none.</summary>
internal sealed record ChangeCommands
{
    /// <summary>The commands: each is run only where the one before went well.</summary>
    public IReadOnlyList<AwsCommand> Commands { get; init; } = [];

    /// <summary>What must still be so; null where nothing is replaced.</summary>
    public PolicyGuard? Guard { get; init; }

    /// <summary>Why the change is to be made by hand, in one sentence; null where there are commands.</summary>
    public string? ByHand { get; init; }

    public static ChangeCommands None(string why) => new() { ByHand = why };

    /// <summary>The same, with <paramref name="options"/> at the end of each command.</summary>
    public ChangeCommands Everywhere(IReadOnlyList<CommandOption> options) => this with
    {
        Commands = [.. Commands.Select(command => command.Everywhere(options))],
        Guard = Guard is null ? null : Guard with { Read = Guard.Read.Everywhere(options) },
    };

    /// <summary>Every text that stands in any of them.</summary>
    public IEnumerable<string> Texts() => All().SelectMany(command => command.Texts());

    /// <summary>Every text that stands in a command whose output is the value of another.</summary>
    public IEnumerable<string> InnerTexts() => All().SelectMany(command => command.InnerTexts());

    private IEnumerable<AwsCommand> All() => Guard is null ? Commands : Commands.Append(Guard.Read);
}
