using AccessUndenied.Conditions;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Simulation;

/// <summary>The decision for one request, without its reasons.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Layer">The layer that decided; null when the request is allowed or the decision is indeterminate.</param>
/// <param name="Assessment">The decision in one of the fixed texts; null when it is indeterminate.</param>
internal readonly record struct Verdict(Decision Decision, PolicyLayer? Layer, Assessment? Assessment)
{
    internal static Verdict Allowed => new(Decision.Allowed, null, AccessUndenied.Results.Assessment.Allowed);

    internal static Verdict Indeterminate => new(Decision.Indeterminate, null, null);
}
