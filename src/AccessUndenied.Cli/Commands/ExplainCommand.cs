using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Aws;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>explain</c>: explains the refusals in the text of an error.</summary>
internal sealed class ExplainCommand
{

    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly PolicyOptions _policies;
    private readonly OutputOptions _output;
    private readonly Func<ExplainOptions, CancellationToken, Task<int>> _run;

    private readonly Argument<string[]> _text = new("TEXT")
    {
        Description = "The text as it stands in a terminal, a log or a ticket; - is stdin, which is read too when it is piped and no text is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _principal = new("--principal")
    {
        Description = "Who asked. [default: whom the text names, else whose credentials are used here]",
        HelpName = "ARN",
    };

    private readonly Option<string?> _action = new("--action") { Description = "The action, where the text does not name it.", HelpName = "SERVICE:ACTION" };

    private readonly Option<string?> _resource = new("--resource") { Description = "The resource, where the text does not name it.", HelpName = "ARN" };

    private readonly Option<string[]> _context = new("--context")
    {
        Description = "The value of a condition key, such as aws:SourceIp=198.51.100.7; may be repeated, also for several values of one key.",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<string?> _time = new("--time") { Description = "When the request was made, ISO 8601; UTC where it names no zone.", HelpName = "TIME" };

    private readonly Option<string?> _account = new("--account")
    {
        Description = "The account of the resource, and of a caller whose account was made unreadable.",
        HelpName = "ID",
    };

    /// <summary>The command.</summary>
    /// <param name="console">Where its messages go.</param>
    /// <param name="globals">The options shared by all commands.</param>
    /// <param name="run">Does the work; gives the exit code.</param>
    public ExplainCommand(CommandConsole console, GlobalOptions globals, Func<ExplainOptions, CancellationToken, Task<int>> run)
    {
        _console = console;
        _globals = globals;
        _policies = new(globals);
        _output = new(console);
        _run = run;
        _text.Validators.Add(RefuseOptions);
        _principal.Validators.Add(result => Refuse(result, ArgumentForms.IsPrincipal, CommandMessages.NotAPrincipal));
        _action.Validators.Add(result => Refuse(result, ArgumentForms.IsAction, CommandMessages.NotAnAction));
        _resource.Validators.Add(result => Refuse(result, ArgumentForms.IsResource, CommandMessages.NotAnArn));
        _context.Validators.Add(result => Refuse(result, text => text.IndexOf('=', StringComparison.Ordinal) > 0, CommandMessages.NotAKeyAndValue));
        _time.Validators.Add(result => Refuse(result, text => TimeText.TryRead(text, out _), CommandMessages.NotATime));
        _account.Validators.Add(result => Refuse(result, ArgumentForms.IsAccount, CommandMessages.NotAnAccount));
    }

    public Command Build()
    {
        var command = new Command("explain", "Explains the refusals in the text of an error: of the AWS CLI, an SDK, Terraform, CloudFormation, a log.") { _text };
        foreach (var option in new Option[] { _principal, _action, _resource, _context, _time, _account })
        {
            command.Options.Add(option);
        }

        _policies.AddTo(command);
        _output.AddTo(command);
        command.Validators.Add(RefuseNoText);
        command.SetAction((parsed, cancellationToken) =>
        {
            _console.Verbosity = _globals.Verbosity(parsed);
            return _run(Read(parsed), cancellationToken);
        });
        return command;
    }

    private ExplainOptions Read(ParseResult parsed)
    {
        var words = parsed.GetValue(_text) ?? [];
        return new()
        {
            Text = words is [] or ["-"] ? null : string.Join(' ', words),
            Facts = new()
            {
                Principal = parsed.GetValue(_principal),
                Action = parsed.GetValue(_action),
                Resource = parsed.GetValue(_resource),
                Context = Context(parsed.GetValue(_context) ?? []),
                Time = TimeText.TryRead(parsed.GetValue(_time), out var time) ? time : null,
                AccountId = parsed.GetValue(_account),
                Region = _globals.Region(parsed),
            },
            Policies = _policies.Read(parsed),
            Output = _output.Read(parsed),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Context(string[] pairs) => pairs
        .Select(pair => pair.Split('=', 2))
        .GroupBy(pair => pair[0].Trim(), pair => pair[1], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(values => values.Key, values => (IReadOnlyList<string>)[.. values], StringComparer.OrdinalIgnoreCase);

    private void RefuseNoText(CommandResult result)
    {
        if (result.GetValue(_text) is null or [] && _console.InputIsTerminal)
        {
            result.AddError(CommandMessages.NoText);
        }
    }

    // A misspelled option would else be taken for a word of the text.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value is ['-', '-', >= 'a' and <= 'z', ..] && !token.Value.Contains(' ', StringComparison.Ordinal)))
        {
            var names = result.Parent is CommandResult command ? OptionNames.Of(command) : [];
            result.AddError(CommandMessages.NoOption(token.Value, NameSuggestion.For(token.Value, names)));
        }
    }

    private static void Refuse(OptionResult result, Predicate<string> isOne, Func<string, string> message)
    {
        foreach (var token in result.Tokens.Where(token => !isOne(token.Value)))
        {
            result.AddError(message(token.Value));
        }
    }
}
