namespace AccessUndenied.Policies;

/// <summary>One node of an organization on the way from its root to an account, with the policies attached there.</summary>
/// <param name="Id">Its id, such as <c>ou-ab12-11111111</c>.</param>
/// <param name="Name">Its name, for people; null when it has none.</param>
/// <param name="Policies">The policies attached to it. None means that the node allows nothing (SCP-04).</param>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html">
/// Organizations User Guide, "SCP evaluation"</see>.
/// </remarks>
public sealed record PolicyNode(string Id, string? Name, IReadOnlyList<AttachedPolicy> Policies)
{
    /// <summary>What to attach a further policy to: the node's ARN where its policies tell it, else its id.</summary>
    public string AttachmentTarget => Policies.FirstOrDefault(policy => policy.AttachedTo is not null)?.AttachedTo ?? Id;

    /// <summary>How sentences call it, such as <c>OU 'Workloads' (ou-ab12-11111111)</c>.</summary>
    public string Title
    {
        get
        {
            var named = Name is { Length: > 0 } && Name != Id ? $"'{Name}' ({Id})" : Kind.Length == 0 ? $"'{Id}'" : Id;
            return Kind.Length == 0 ? named : $"{Kind} {named}";
        }
    }

    // The shape of an id is all that tells a root from a unit: a list of levels may start anywhere.
    private string Kind => Id.StartsWith("r-", StringComparison.Ordinal) ? "root"
        : Id.StartsWith("ou-", StringComparison.Ordinal) ? "OU"
        : Id.Length > 0 && Id.All(char.IsAsciiDigit) ? "account" : "";
}
