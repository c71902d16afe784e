namespace AccessUndenied.Aws.Remediations;

/// <summary>How the commands and templates of a remediation are to be written.</summary>
/// <remarks>Set with <c>services.Configure&lt;ScriptOptions&gt;(…)</c>; without, the defaults hold.</remarks>
public sealed class ScriptOptions
{
    /// <summary>The profile of the AWS CLI that the commands name (<c>--profile</c>).</summary>
    /// <value>The name of a profile; null, the default, for none.</value>
    public string? Profile { get; set; }
}
