using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Runs scripts in PowerShell, within this process.</summary>
internal sealed class PowerShellHost : AwsStub
{
    private readonly Runspace _runspace;

    static PowerShellHost()
    {
        Environment.SetEnvironmentVariable("INSTANCE_ARN", "arn:aws:sso:::instance/ssoins-1");
        Environment.SetEnvironmentVariable("PERMISSION_SET_ARN", "arn:aws:sso:::permissionSet/ssoins-1/ps-1");
    }

    public PowerShellHost() => _runspace = Open();

    /// <summary>Runs <paramref name="script"/>, of a file without the mark of its encoding.</summary>
    /// <returns>Each call of the AWS CLI with its words, and what was printed, errors included.</returns>
    public (IReadOnlyList<IReadOnlyList<string>> Calls, string Printed) Run(string script)
    {
        Forget();
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script.TrimStart('\uFEFF'));
        var printed = shell.Invoke().Select(item => item?.ToString() ?? "").ToList();
        return (Calls(), string.Join('\n', printed.Concat(shell.Streams.Error.Select(error => error.ToString()))));
    }

    public override void Dispose()
    {
        _runspace.Dispose();
        base.Dispose();
    }

    // What fails while a runspace finds its drives is swallowed by PowerShell, which then stands nowhere: the next runspace finds them.
    private Runspace Open()
    {
        for (var left = 20; ; left--)
        {
            var state = InitialSessionState.CreateDefault2();
            state.Commands.Add(new SessionStateAliasEntry("aws", Program));
            var runspace = RunspaceFactory.CreateRunspace(state);
            runspace.Open();
            try
            {
                runspace.SessionStateProxy.Path.SetLocation(Work);
                return runspace;
            }
            catch (PSInvalidOperationException) when (left > 0)
            {
                runspace.Dispose();
            }
        }
    }
}
