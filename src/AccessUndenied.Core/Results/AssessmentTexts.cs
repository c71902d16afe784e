namespace AccessUndenied.Results;

/// <summary>The fixed texts of <see cref="Assessment"/>, on which other programs rely.</summary>
public static class AssessmentTexts
{
    private static readonly string[] s_texts =
    [
        "Allowed",
        "Missing allow in an identity-based policy",
        "Missing allow in a resource-based policy in cross-account access",
        "Missing allows in an identity-based and a resource-based policy in cross-account access",
        "Missing allow in a resource-based policy",
        "Missing allow in a permissions boundary policy",
        "Missing allow in a service-control policy",
        "Missing allow in a resource control policy",
        "Missing allow in a session policy",
        "Missing allow in a VPC endpoint policy",
        "Missing allow in a role trust policy",
        "Explicit deny in an identity-based policy",
        "Explicit deny in a resource-based policy",
        "Explicit deny in a permissions boundary policy",
        "Explicit deny in a service-control policy",
        "Explicit deny in a resource control policy",
        "Explicit deny in a session policy",
        "Explicit deny in a VPC endpoint policy",
        "Explicit deny in a role trust policy",
        "Invalid action",
        "Error",
    ];

    /// <summary>The text of <paramref name="assessment"/>, such as <c>Missing allow in a session policy</c>.</summary>
    public static string ToText(this Assessment assessment) => s_texts[(int)assessment];
}
