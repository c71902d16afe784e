using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>One request of a batch as its line gives it.</summary>
internal sealed class BatchRequest
{
    /// <summary>Its <c>id</c> as JSON; empty when it has none.</summary>
    public ReadOnlyMemory<byte> Id { get; set; }

    public AuthorizationRequest? Request { get; set; }

    public PolicySet Policies { get; set; } = PolicySet.Empty;

    /// <summary>Which kinds of policy the line gives itself, so that a snapshot does not.</summary>
    public GivenPolicies Given { get; set; }

    /// <summary>Why the request cannot be evaluated; null when it can.</summary>
    public string? Error { get; set; }
}
