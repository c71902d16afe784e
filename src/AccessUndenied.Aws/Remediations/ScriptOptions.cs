namespace AccessUndenied.Aws.Remediations;

/// <summary>How commands are to be written.</summary>
internal sealed record ScriptOptions
{
    public static ScriptOptions Default { get; } = new();

    /// <summary>The profile that was named to us, which the commands name too; null for none.</summary>
    public string? Profile { get; init; }
}
