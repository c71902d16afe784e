using AccessUndenied.Results;

namespace AccessUndenied.Remediations.Opening;

/// <summary>What changes open.</summary>
/// <param name="Parts">The parts, of which the union is what opens.</param>
/// <param name="IsExact">Whether nothing more than that is claimed; nothing less ever is.</param>
/// <param name="OnlyTheRequest">Whether it is proved that the same caller gets the refused requests and nothing else.</param>
/// <param name="Opens">Whether an action is opened, on a resource or, where it is null, on any.</param>
internal sealed record OpenedAccessResult(IReadOnlyList<OpenedAccess> Parts, bool IsExact, bool OnlyTheRequest, Func<string, string?, bool> Opens)
{
    /// <summary>Nothing was computed.</summary>
    public static OpenedAccessResult Unknown { get; } = new([], false, false, static (_, _) => false);
}
