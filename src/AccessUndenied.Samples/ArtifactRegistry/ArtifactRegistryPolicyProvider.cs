using System.Net;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Samples.ArtifactRegistry;

/// <summary>Reads the policies of the repositories of a company's own artifact registry, over HTTP.</summary>
/// <remarks>
/// Registered by <c>AddResourcePolicyProvider&lt;ArtifactRegistryPolicyProvider&gt;()</c>, with an <see cref="HttpClient"/> whose base address
/// is the registry's. That there is no policy and that it could not be read are two answers.
/// </remarks>
public sealed class ArtifactRegistryPolicyProvider : IResourcePolicyProvider
{
    private const string Prefix = "arn:aws:acme-artifacts:";

    private readonly HttpClient _registry;

    /// <summary>A provider that asks <paramref name="registry"/>.</summary>
    public ArtifactRegistryPolicyProvider(HttpClient registry) => _registry = registry;

    /// <inheritdoc/>
    public bool CanProvide(ResourceId resource) => resource.Value.StartsWith(Prefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<ResourcePolicyLookup> GetPolicyAsync(ResourceId resource, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _registry.GetAsync($"policies?resource={Uri.EscapeDataString(resource.Value)}", cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new ResourcePolicyLookup.Found(PolicyDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken))),
                HttpStatusCode.NotFound => new ResourcePolicyLookup.NoPolicy(),
                HttpStatusCode.Forbidden => new ResourcePolicyLookup.Unavailable("the registry's role 'policy-reader' is missing"),
                var status => new ResourcePolicyLookup.Unavailable($"the registry answered {(int)status}"),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or PolicyFormatException)
        {
            return new ResourcePolicyLookup.Unavailable(exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ResourcePolicyLookup.Unavailable("the registry did not answer in time");
        }
    }
}
