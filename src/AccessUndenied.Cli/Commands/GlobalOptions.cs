using System.CommandLine;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The options that stand before or after any command.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<string> _verbosity = new("--verbosity", "-v")
    {
        Description = "How much is logged to stderr.",
        HelpName = "CRITICAL|ERROR|WARNING|INFO|DEBUG",
        DefaultValueFactory = _ => "WARNING",
        Recursive = true,
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "The AWS profile whose credentials are used; work from a snapshot does not look at it.",
        HelpName = "NAME",
        Recursive = true,
    };

    private readonly Option<string[]> _region = new("--region")
    {
        Description = "The AWS region of what has none of its own. For analyze: a region whose records are read; may be repeated.",
        HelpName = "NAME",
        Recursive = true,
    };

    private readonly Option<string?> _config = new(OptionDefaults.ConfigOption)
    {
        Description = "A file with values of options, as lines 'name = value'. [default: access-undenied/config in the user's folder of settings, where it is there]",
        HelpName = "F",
        Recursive = true,
    };

    private readonly Option<bool> _noProgress = new("--no-progress") { Description = "Does not show how far the work is.", Recursive = true };

    public GlobalOptions() => _verbosity.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<Verbosity>().Select(Upper).ToArray());

    public void AddTo(RootCommand root)
    {
        root.Options.Add(_verbosity);
        root.Options.Add(_profile);
        root.Options.Add(_region);
        root.Options.Add(_config);
        root.Options.Add(_noProgress);
    }

    /// <summary>Refuses several Regions where <paramref name="command"/> uses one: none of them would be it.</summary>
    public void TakeOneRegion(Command command) => command.Validators.Add(result =>
    {
        if (result.GetResult(_region) is { Tokens.Count: > 1 })
        {
            result.AddError(CommandMessages.SeveralRegions(command.Name));
        }
    });

    public Verbosity Verbosity(ParseResult parsed) => Enum.Parse<Verbosity>(parsed.GetValue(_verbosity)!, ignoreCase: true);

    public bool HidesProgress(ParseResult parsed) => parsed.GetValue(_noProgress);

    public string? Profile(ParseResult parsed) => parsed.GetValue(_profile);

    /// <summary>The region of what has none of its own; null where none or several are given.</summary>
    public string? Region(ParseResult parsed) => Regions(parsed) is [var one] ? one : null;

    /// <summary>All regions that are given.</summary>
    public IReadOnlyList<string> Regions(ParseResult parsed) => parsed.GetValue(_region) ?? [];

    private static string Upper(string name) => name.ToUpperInvariant();
}
