using Amazon;
using Amazon.Runtime;

namespace AccessUndenied.Aws.Clients;

/// <summary>What all clients have in common.</summary>
/// <param name="EndpointUrl">The address that stands in for every service; null where the SDK's own settings hold.</param>
/// <param name="MaxErrorRetry">How often the SDK tries again; null where its own settings hold.</param>
/// <param name="Http">Where clients take their connections from.</param>
internal sealed record ClientSettings(Uri? EndpointUrl, int? MaxErrorRetry, HttpClientFactory Http)
{
    public void Apply(ClientConfig config, string region)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.HttpClientFactory = Http;
        if (EndpointUrl is not null)
        {
            config.ServiceURL = EndpointUrl.ToString();
        }

        // Without it the SDK would take the region from the address, which for one of ours has none.
        config.AuthenticationRegion = region;
        if (MaxErrorRetry is { } retries)
        {
            config.MaxErrorRetry = retries;
        }
    }
}
