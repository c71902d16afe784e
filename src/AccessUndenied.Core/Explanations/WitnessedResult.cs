using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>What a refusal says of policies that leave the outcome open.</summary>
/// <param name="Result">The evaluation that explains the refusal.</param>
/// <param name="InferredDenies">The denies of which one must have applied, because everything else allows; empty otherwise.</param>
/// <param name="HangingAllows">The allows that hang on values nobody knows, and did not apply as the refusal shows.</param>
internal sealed record WitnessedResult(
    SimulationResult Result,
    IReadOnlyList<(PolicyLayer Layer, StatementTrace Trace)> InferredDenies,
    IReadOnlyList<(PolicyLayer Layer, StatementTrace Trace)> HangingAllows);
