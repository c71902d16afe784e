namespace AccessUndenied.Aws.Remediations;

/// <summary>One command of the AWS CLI, in the words of no shell yet.</summary>
/// <param name="Name">The service and the operation, such as <c>iam put-role-policy</c>.</param>
internal sealed record AwsCommand(string Name)
{
    /// <summary>The options in their order.</summary>
    public IReadOnlyList<CommandOption> Options { get; init; } = [];

    /// <summary>The command with one option more.</summary>
    public AwsCommand With(string option, string text) => With(new CommandOption(option, CommandValue.Text, text));

    public AwsCommand WithDocument(string option, string json) => With(new CommandOption(option, CommandValue.Document, json));

    public AwsCommand WithOutput(string option, AwsCommand source) => With(new CommandOption(option, CommandValue.Output, Source: source));

    public AwsCommand WithVariable(string option, string name) => With(new CommandOption(option, CommandValue.Variable, name));

    public AwsCommand WithFlag(string option) => With(new CommandOption(option, CommandValue.None));

    /// <summary>The command as one that reads one thing.</summary>
    public AwsCommand Printing(string query, string format = "text") => With("query", query).With("output", format);

    /// <summary>The command, and those that it takes values from, each with <paramref name="options"/> at its end.</summary>
    public AwsCommand Everywhere(IReadOnlyList<CommandOption> options) => this with
    {
        Options = [.. Options.Select(option => option.Source is { } source ? option with { Source = source.Everywhere(options) } : option), .. options],
    };

    /// <summary>Every text that stands in it or in those that it takes values from.</summary>
    public IEnumerable<string> Texts() => Options.SelectMany(option => option.Source?.Texts() ?? (option.Kind == CommandValue.Text ? [option.Value] : []));

    /// <summary>Every text that stands in those that it takes values from.</summary>
    public IEnumerable<string> InnerTexts() => Options.SelectMany(option => option.Source?.Texts() ?? []);

    private AwsCommand With(CommandOption option) => this with { Options = [.. Options, option] };
}
