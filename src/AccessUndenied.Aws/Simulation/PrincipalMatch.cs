using AccessUndenied.Conditions;

namespace AccessUndenied.Aws.Simulation;

/// <summary>Whether a principal element speaks of the caller, and by which grade.</summary>
internal readonly record struct PrincipalMatch(Truth Matches, Grade Grade)
{
    public static PrincipalMatch No => new(Truth.False, Grade.None);

    public static PrincipalMatch By(Grade grade) => new(Truth.True, grade);
}
