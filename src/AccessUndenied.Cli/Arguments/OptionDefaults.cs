using System.Collections;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Arguments;

/// <summary>Values of the long options from the environment and from a file; an option of the command line outweighs both, and the environment the file.</summary>
internal sealed class OptionDefaults
{
    /// <summary>What the name of every variable begins with.</summary>
    public const string Prefix = "ACCESS_UNDENIED_";

    /// <summary>The option that names the file, which only the command line and the environment can.</summary>
    public const string ConfigOption = "--config";

    // Where the one is given, the other has nothing to say.
    private static readonly Dictionary<string, string> s_rivals = new(StringComparer.Ordinal)
    {
        ["--suppress-output"] = "--no-suppress-output",
        ["--no-suppress-output"] = "--suppress-output",
    };

    private readonly RootCommand _root;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string? _defaultPath;

    /// <param name="root">The commands and options that there are.</param>
    /// <param name="environment">The variables.</param>
    /// <param name="defaultPath">The file that is read where none is named and this is there; null for none.</param>
    public OptionDefaults(RootCommand root, IReadOnlyDictionary<string, string> environment, string? defaultPath)
    {
        _root = root;
        _environment = environment;
        _defaultPath = defaultPath;
    }

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> Environment => System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <summary>The variables with the prefix that stand for no option, each with the name that was probably meant.</summary>
    public IEnumerable<(string Name, string? Near)> UnknownVariables()
    {
        var known = AllOptions().Select(VariableOf).Append(ClusterProgram.StoreVariable).Append(ClusterProgram.TlsVariable).ToHashSet(StringComparer.Ordinal);
        return _environment.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(name))
            .Order(StringComparer.Ordinal).Select(name => (name, NameSuggestion.For(name, known)));
    }

    /// <summary>The values that <paramref name="parsed"/> lacks and that are given elsewhere.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read.</exception>
    /// <exception cref="WrongUsageException">The file names what is not there.</exception>
    public IReadOnlyList<DefaultValue> For(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        if (command.Command is RootCommand || parsed.Action is HelpAction)
        {
            return [];
        }

        var file = FileOf(parsed) is { } path ? ConfigFile.Read(path) : null;
        Check(file);
        var options = OptionNames.OptionsOf(command).Where(IsConfigurable).ToList();
        var values = new List<DefaultValue>();
        foreach (var option in options.Where(option => !IsGiven(parsed, option, options)))
        {
            values.AddRange(_environment.TryGetValue(VariableOf(option), out var text) && text.Length > 0
                ? FromEnvironment(option, text)
                : FromFile(option, command.Command.Name, file));
        }

        return values;
    }

    private string? FileOf(ParseResult parsed)
    {
        if (parsed.GetResult(ConfigOption) is OptionResult { Implicit: false, Tokens: [{ Value: var named }] })
        {
            return named;
        }

        return _environment.TryGetValue(Prefix + "CONFIG", out var variable) && variable.Length > 0 ? variable : File.Exists(_defaultPath) ? _defaultPath : null;
    }

    private static bool IsGiven(ParseResult parsed, Option option, List<Option> options)
    {
        if (parsed.GetResult(option) is { Implicit: false })
        {
            return true;
        }

        // Sources that are named one after the other are the same as those of this option.
        return option.Name == "--events-file" && parsed.CommandResult.Children.OfType<ArgumentResult>().Any(argument => argument.Tokens.Count > 0)
            || (s_rivals.TryGetValue(option.Name, out var rival) && options.Find(one => one.Name == rival) is { } other && parsed.GetResult(other) is { Implicit: false });
    }

    private static IEnumerable<DefaultValue> FromEnvironment(Option option, string text)
    {
        string[] values = option.Arity.MaximumNumberOfValues > 1
            ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [text];
        return values.SelectMany(value => ToDefault(option, value, VariableOf(option)));
    }

    private static IEnumerable<DefaultValue> FromFile(Option option, string command, ConfigFile? file)
    {
        var all = file?.Settings.Where(setting => "--" + setting.Name == option.Name).ToList() ?? [];
        var own = all.Where(setting => setting.Command == command).ToList();
        var chosen = own.Count > 0 ? own : [.. all.Where(setting => setting.Command is null)];
        // Of what has one value, the last line holds.
        return (option.Arity.MaximumNumberOfValues > 1 ? chosen : chosen.TakeLast(1))
            .SelectMany(setting => ToDefault(option, setting.Value, Place(file!, setting)));
    }

    private static IEnumerable<DefaultValue> ToDefault(Option option, string text, string place)
    {
        if (option.ValueType != typeof(bool))
        {
            return [new(option.Name, text, place)];
        }

        return text.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" or "ON" => [new(option.Name, null, place)],
            "FALSE" or "0" or "NO" or "OFF" => [],
            _ => throw new WrongUsageException($"{place}: {CommandMessages.NotYesOrNo(text)}"),
        };
    }

    private void Check(ConfigFile? file)
    {
        foreach (var setting in file?.Settings ?? [])
        {
            var option = AllOptions().FirstOrDefault(one => one.Name == "--" + setting.Name);
            if (option is null)
            {
                var near = NameSuggestion.For(setting.Name, AllOptions().Select(one => one.Name[2..]));
                throw new WrongUsageException(CommandMessages.ConfigLine(file!.Path, setting.Line, CommandMessages.ConfigNoName(setting.Name, near)));
            }

            if (setting.Command is { } name)
            {
                var command = _root.Subcommands.FirstOrDefault(one => one.Name == name)
                    ?? throw new WrongUsageException(CommandMessages.ConfigLine(
                        file!.Path, setting.Line, CommandMessages.ConfigNoCommand(name, NameSuggestion.For(name, _root.Subcommands.Select(one => one.Name)))));
                if (!command.Options.Concat(_root.Options).Any(one => one.Name == option.Name))
                {
                    throw new WrongUsageException(CommandMessages.ConfigLine(file!.Path, setting.Line, CommandMessages.ConfigNotHere(setting.Name, name)));
                }
            }
        }
    }

    private IEnumerable<Option> AllOptions() => _root.Subcommands.SelectMany(command => command.Options).Concat(_root.Options)
        .Where(option => IsConfigurable(option) || option.Name == ConfigOption).DistinctBy(option => option.Name);

    private static bool IsConfigurable(Option option) =>
        option is not (HelpOption or VersionOption) && option.Name != ConfigOption && option.Name.StartsWith("--", StringComparison.Ordinal);

    private static string VariableOf(Option option) => Prefix + option.Name[2..].Replace('-', '_').ToUpperInvariant();

    private static string Place(ConfigFile file, ConfigSetting setting) =>
        $"{file.Path}, line {setting.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
