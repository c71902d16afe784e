using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Gathers every policy that has a say in a request.</summary>
/// <remarks>Called from several threads at once. What cannot be read is named in <see cref="PolicySet.Unavailable"/>, and is not an exception.</remarks>
public interface IPolicySource
{
    /// <summary>The policies for <paramref name="request"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken);
}
