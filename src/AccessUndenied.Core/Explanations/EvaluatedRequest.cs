using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>One request of an event with what the policies say of it.</summary>
/// <param name="Request">The request, with its context.</param>
/// <param name="Policies">The policies that have a say.</param>
/// <param name="Result">What they say.</param>
internal sealed record EvaluatedRequest(AuthorizationRequest Request, PolicySet Policies, SimulationResult Result)
{
    /// <summary>What the policies of now say, where those of the refusal were evaluated and are others; null otherwise.</summary>
    public SimulationResult? Today { get; init; }

    /// <summary>The request as it was resolved, and the policies at its moment; null where no history is at hand.</summary>
    public (AuthorizationRequest Resolved, PolicyMoment Moment)? History { get; init; }

    /// <summary>That nobody knows which of several sets of policies was in effect; null where that is known, or makes no difference.</summary>
    public Note? Unsettled { get; init; }

    /// <summary>Whether policies certainly refuse it.</summary>
    public bool IsRefused => Result.Error is null && Result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny;

    /// <summary>Whether policies certainly refuse it, though it may hang on what nobody knows which of them does.</summary>
    public bool IsCertainlyRefused => IsRefused || (Result is { Error: null, IsRefusedEitherWay: true });

    /// <summary>Whether policies neither allow nor refuse it for certain.</summary>
    public bool IsUndecided => Result.Error is not null || Result.Decision == Decision.Indeterminate;

    /// <summary>Whether the error text itself names the action.</summary>
    public bool IsNamed => Request.Provenance.ActionCertainty == Certainty.Certain;

    public bool IsNeeded => Request.Need == RequestNeed.Needed;
}
