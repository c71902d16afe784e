using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>One request that was refused, with all that the next stages need of it.</summary>
/// <param name="Request">The request, with its context.</param>
/// <param name="Policies">The policies that had a say.</param>
/// <param name="Result">What they say.</param>
/// <param name="Explanation">Why it was refused.</param>
internal sealed record Denial(AuthorizationRequest Request, PolicySet Policies, SimulationResult Result, Explanation Explanation);
