namespace AccessUndenied.Aws.Simulation;

/// <summary>How the statements of one kind of policy are read: which elements are legal, and what stands in for those that are missing.</summary>
/// <remarks>Rules: docs/rules/grammar.md (TYPE-01 to TYPE-19).</remarks>
[Flags]
internal enum LayerRules
{
    None = 0,

    /// <summary>The statement names whom it speaks of; without the flag, naming anybody is malformed (TYPE-14).</summary>
    NamesPrincipals = 1,

    /// <summary>The resource is what carries the policy; the element is ignored (TYPE-12).</summary>
    IgnoresResource = 2,

    /// <summary>A statement without a resource speaks of what carries the policy (TYPE-12).</summary>
    ResourceOptional = 4,

    /// <summary>Incomplete ARNs are completed with <c>*</c> (TYPE-17).</summary>
    CompletesArns = 8,

    /// <summary>Incomplete ARNs are malformed (TYPE-17).</summary>
    RefusesIncompleteArns = 16,

    /// <summary>An account that is named stands for its root user alone (TYPE-15).</summary>
    AccountIsRoot = 32,
}

/// <summary>Reads a set of rules.</summary>
internal static class LayerRulesExtensions
{
    // Enum.HasFlag puts both on the heap wherever the compiler does not optimize.
    public static bool Has(this LayerRules rules, LayerRules rule) => (rules & rule) != LayerRules.None;
}
