using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cluster.Hosts;

namespace AccessUndenied.Cluster.Commands;

/// <summary>Where the cluster's state is.</summary>
internal sealed class StoreOption : Option<string?>
{
    private const string Variable = ClusterProgram.StoreVariable;

    public StoreOption()
        : base("--cluster")
    {
        Description = $"The cluster's store, redis://host:port or postgres://user@host/database; the variable {Variable} names it too, so that a password is on no command line.";
        HelpName = "STORE";
        Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && StoreAddress.Problem(text) is { } problem)
            {
                result.AddError(problem);
            }
        });
    }

    /// <summary>Has a command refuse to run without one.</summary>
    public void RequireFor(Command command) => command.Validators.Add(result =>
    {
        if (Of(result, this) is not { } store)
        {
            result.AddError(ClusterMessages.GiveStore);
        }
        else if (StoreAddress.Problem(store) is { } problem && result.GetResult(this) is null)
        {
            result.AddError(problem);
        }
    });

    /// <summary>The store, by the option or the variable; null where none is given.</summary>
    public static string? Of(CommandResult result, StoreOption option) =>
        result.GetValue(option) ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null);
}
