namespace AccessUndenied.Cli.Commands;

/// <summary>Who decides.</summary>
internal enum SimulatorChoice
{
    /// <summary>The simulator on this machine.</summary>
    Local,

    /// <summary>AWS's own, <c>iam:SimulateCustomPolicy</c>.</summary>
    Iam,

    /// <summary>The one on this machine, with AWS's own beside it as a second opinion.</summary>
    Both,
}
