using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Cli.Output;
using AccessUndenied.Requests;

namespace AccessUndenied.Cli.Commands;

/// <summary>The options that say how the accounts are reached.</summary>
internal sealed class AccountOptions
{
    private const int MostMinutes = 7 * 24 * 60;

    private readonly GlobalOptions _globals;

    private readonly Option<string?> _managementRole = new("--management-account-role-arn")
    {
        Description = "The role that is assumed to read the organization.",
        HelpName = "ARN",
    };

    private readonly Option<string?> _crossAccountRole = new("--cross-account-role-name")
    {
        Description = "The role that is assumed in accounts other than the caller's. [default: AccessUndeniedRole]",
        HelpName = "NAME",
    };

    private readonly Option<string?> _externalId = new("--external-id")
    {
        Description = "The external id that the trust policies of these roles ask for.",
        HelpName = "ID",
    };

    private readonly Option<bool> _anyAccount = new("--any-account")
    {
        Description = "Assume the role also in accounts that only an event names, not the organization's nor named with --account; the external id is not sent there.",
    };

    private readonly Option<int> _timeLimit = new("--time-limit")
    {
        Description = "How many minutes all calls to AWS together may take; what is not read by then is named as unread.",
        HelpName = "MINUTES",
        DefaultValueFactory = _ => 60,
    };

    public AccountOptions(GlobalOptions globals)
    {
        _timeLimit.Validators.Add(RefuseUnlessMinutes);
        _globals = globals;
        _managementRole.Validators.Add(result => RefuseUnlessRole(result, text => text, CommandMessages.NotARoleArn));
        _crossAccountRole.Validators.Add(result => RefuseUnlessRole(result, text => $"arn:aws:iam::111111111111:role/{text}", CommandMessages.NotARoleName));
        _externalId.Validators.Add(RefuseUnlessExternalId);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_managementRole);
        command.Options.Add(_crossAccountRole);
        command.Options.Add(_externalId);
        command.Options.Add(_anyAccount);
        AddTimeLimitTo(command);
    }

    /// <summary>Adds the time limit alone, for a command that assumes no role.</summary>
    public void AddTimeLimitTo(Command command) => command.Options.Add(_timeLimit);

    /// <summary>The options of the connection.</summary>
    public AwsConnectionOptions Read(ParseResult parsed)
    {
        var options = new AwsConnectionOptions
        {
            Profile = _globals.Profile(parsed),
            Region = _globals.Region(parsed),
            ManagementAccountRoleArn = parsed.GetValue(_managementRole),
            ExternalId = parsed.GetValue(_externalId),
            AssumeRoleInAnyAccount = parsed.GetValue(_anyAccount),
            RunTimeout = TimeSpan.FromMinutes(parsed.GetValue(_timeLimit)),
        };
        // Whichever of the commands' options names an account, the user knows it.
        options.Accounts.UnionWith(parsed.CommandResult.Children.OfType<OptionResult>().Where(result => result.Option.Name == "--account").SelectMany(result => result.Tokens)
            .Select(token => token.Value));
        options.CrossAccountRoleName = parsed.GetValue(_crossAccountRole) ?? options.CrossAccountRoleName;
        return options;
    }

    /// <summary>Whether any of them was given that has no meaning without AWS.</summary>
    public bool AreGiven(ParseResult parsed) =>
        _globals.Profile(parsed) is not null || parsed.GetValue(_managementRole) is not null || parsed.GetValue(_crossAccountRole) is not null
        || parsed.GetValue(_externalId) is not null || parsed.GetValue(_anyAccount);

    private static void RefuseUnlessMinutes(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, System.Globalization.NumberStyles.None, null, out var minutes) || minutes is < 1 or > MostMinutes))
        {
            result.AddError(CommandMessages.NotATimeLimit(text, MostMinutes));
        }
    }

    private static void RefuseUnlessExternalId(OptionResult result)
    {
        // Source: STS API Reference, "AssumeRole", ExternalId.
        if (result.Tokens is [{ Value.Length: < 2 or > 1224 }])
        {
            result.AddError(CommandMessages.NotAnExternalId);
        }
    }

    private static void RefuseUnlessRole(OptionResult result, Func<string, string> toArn, Func<string, string> message)
    {
        if (result.Tokens is [{ Value: var text }] && !(AwsPrincipal.TryParse(toArn(text), out var principal) && principal.Kind == PrincipalKind.Role))
        {
            result.AddError(message(text));
        }
    }
}
