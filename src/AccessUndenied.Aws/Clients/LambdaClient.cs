namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of functions and layers.</summary>
/// <remarks>Source: Lambda API Reference.</remarks>
internal sealed class LambdaClient : AwsServiceClient
{
    public LambdaClient(AccountAccess access, string region)
        : base(access, AwsService.Lambda, region)
    {
    }

    /// <summary>The policy of a function, or of one version or alias of it.</summary>
    public Task<string?> GetPolicyAsync(string functionName, string? qualifier, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("GetPolicy")
            {
                Method = "GET",
                Path = "/2015-03-31/functions/{FunctionName}/policy",
                PathValues = [("FunctionName", functionName)],
                Query = qualifier is null ? [] : [("Qualifier", qualifier)],
            },
            "Policy",
            cancellationToken);

    public Task<string?> GetLayerVersionPolicyAsync(string layerName, string version, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("GetLayerVersionPolicy")
            {
                Method = "GET",
                Path = "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
                PathValues = [("LayerName", layerName), ("VersionNumber", version)],
            },
            "Policy",
            cancellationToken);
}
