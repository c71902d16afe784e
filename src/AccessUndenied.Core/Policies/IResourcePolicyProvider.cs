using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Reads the policies that some kinds of resource carry themselves.</summary>
/// <remarks>
/// Called from several threads at once, once a resource and analysis: the caller caches. What cannot be
/// read is an answer, <see cref="ResourcePolicyLookup.Unavailable"/>, and not an exception.
/// </remarks>
public interface IResourcePolicyProvider
{
    /// <summary>Whether this provider serves <paramref name="resource"/>; answers without I/O.</summary>
    bool CanProvide(ResourceId resource);

    /// <summary>Reads the policy of <paramref name="resource"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<ResourcePolicyLookup> GetPolicyAsync(ResourceId resource, CancellationToken cancellationToken);
}
