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

    public AccountOptions(GlobalOptions globals)
    {
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
    }

    /// <summary>The options of the connection.</summary>
    public AwsConnectionOptions Read(ParseResult parsed)
    {
        var options = new AwsConnectionOptions
        {
            Profile = _globals.Profile(parsed),
            Region = _globals.Region(parsed),
            ManagementAccountRoleArn = parsed.GetValue(_managementRole),
            ExternalId = parsed.GetValue(_externalId),
        };
        options.CrossAccountRoleName = parsed.GetValue(_crossAccountRole) ?? options.CrossAccountRoleName;
        return options;
    }

    /// <summary>Whether any of them was given that has no meaning without AWS.</summary>
    public bool AreGiven(ParseResult parsed) =>
        _globals.Profile(parsed) is not null || parsed.GetValue(_managementRole) is not null || parsed.GetValue(_crossAccountRole) is not null
        || parsed.GetValue(_externalId) is not null;

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
