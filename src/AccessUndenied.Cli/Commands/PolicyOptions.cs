using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The options that say where the policies come from, and who decides by them.</summary>
internal sealed class PolicyOptions
{
    private static readonly Dictionary<string, SimulatorChoice> s_simulators = new(StringComparer.Ordinal)
    {
        ["local"] = SimulatorChoice.Local,
        ["iam"] = SimulatorChoice.Iam,
        ["both"] = SimulatorChoice.Both,
    };

    private readonly AccountOptions _accounts;

    private readonly Option<string[]> _snapshots = new("--snapshot")
    {
        Description = "A snapshot of the policies, or output of get-account-authorization-details; may be repeated. Nothing is asked of AWS then.",
        HelpName = "F",
    };

    private readonly Option<string?> _scpFile = new("--scp-file")
    {
        Description = "The organization's policies, such as scp_data.json; overrides those of the snapshots or of AWS.",
        HelpName = "F",
    };

    private readonly Option<string> _simulator = new("--simulator")
    {
        Description = "Who decides: this machine, AWS's own simulator, or this machine with AWS's as a second opinion.",
        HelpName = "local|iam|both",
        DefaultValueFactory = _ => "local",
    };

    public PolicyOptions(GlobalOptions globals)
    {
        _accounts = new(globals);
        _simulator.AcceptOnlyFromAmong([.. s_simulators.Keys]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_snapshots);
        command.Options.Add(_scpFile);
        command.Options.Add(_simulator);
        _accounts.AddTo(command);
        command.Validators.Add(RefuseContradiction);
    }

    public PolicyChoice Read(ParseResult parsed)
    {
        var simulator = s_simulators[parsed.GetValue(_simulator)!];
        return new()
        {
            Snapshots = parsed.GetValue(_snapshots) ?? [],
            ScpFile = parsed.GetValue(_scpFile),
            Connection = _accounts.Read(parsed),
            AsksForAws = _accounts.AreGiven(parsed) || simulator != SimulatorChoice.Local,
            Simulator = simulator,
        };
    }

    private void RefuseContradiction(CommandResult result)
    {
        if (result.GetResult(_snapshots) is { Tokens.Count: > 0 } && result.GetResult(_simulator) is { Tokens: [{ Value: "iam" or "both" }] })
        {
            result.AddError(CommandMessages.OfflineSimulator);
        }
    }
}
