namespace AccessUndenied.Remediations;

/// <summary>Which steps a draft is made of.</summary>
internal enum Preference
{
    /// <summary>What the caller can do, alone.</summary>
    Caller,

    /// <summary>What policies can allow, and what the caller can do where no policy should change.</summary>
    Grant,

    /// <summary>Whatever loosens a guardrail, and the rest as it must be.</summary>
    Guardrail,
}
