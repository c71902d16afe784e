namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of REST APIs.</summary>
/// <remarks>Source: API Gateway API Reference.</remarks>
internal sealed class ApiGatewayClient : AwsServiceClient
{
    public ApiGatewayClient(AccountAccess access, string region)
        : base(access, AwsService.ApiGateway, region)
    {
    }

    public Task<string?> GetRestApiAsync(string restApiId, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("GetRestApi")
            {
                Method = "GET",
                Path = "/restapis/{restapi_id}",
                PathValues = [("restapi_id", restApiId)],
            },
            "policy",
            cancellationToken,
            "apigateway:GET");
}
