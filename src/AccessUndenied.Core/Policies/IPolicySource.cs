using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Gathers every policy that has a say in a request.</summary>
/// <remarks>
/// <para>Threads: called from several at once, also for the same request.</para>
/// <para>Order: within a layer the order of policies does not matter; levels of an organization come from the root to the account.</para>
/// <para>Duplicates: the same policy may come twice; it counts once.</para>
/// <para>Caching: asked once a request and analysis; whether answers are kept longer is the source's affair. The same question is answered alike as long as
/// nothing has changed, and policies that are the same had better be the same objects, since each is compiled once.</para>
/// <para>Faults: what cannot be read is named in <see cref="PolicySet.Unavailable"/>, with what is missing and what would help, and is not an exception. An
/// exception means that no request can be answered, and ends the analysis.</para>
/// <para>Hostile input: names in a request come out of a log that others wrote to.</para>
/// </remarks>
public interface IPolicySource
{
    /// <summary>The policies for <paramref name="request"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken);
}
