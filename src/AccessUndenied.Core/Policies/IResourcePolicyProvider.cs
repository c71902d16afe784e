using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Reads the policies that some kinds of resource carry themselves.</summary>
/// <remarks>
/// <para>Threads: called from several at once.</para>
/// <para>Order: of several that can provide a resource, the one that was added first is asked, and no other.</para>
/// <para>Caching: asked once a resource and analysis: the caller caches.</para>
/// <para>Faults: what cannot be read is an answer, <see cref="ResourcePolicyLookup.Unavailable"/>, and not an exception; that there is certainly none is
/// another, <see cref="ResourcePolicyLookup.NoPolicy"/>.</para>
/// <para>Hostile input: identifiers come out of a log that others wrote to, and need not be well formed.</para>
/// </remarks>
public interface IResourcePolicyProvider
{
    /// <summary>Whether this provider serves <paramref name="resource"/>; answers without I/O.</summary>
    bool CanProvide(ResourceId resource);

    /// <summary>Reads the policy of <paramref name="resource"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<ResourcePolicyLookup> GetPolicyAsync(ResourceId resource, CancellationToken cancellationToken);
}
