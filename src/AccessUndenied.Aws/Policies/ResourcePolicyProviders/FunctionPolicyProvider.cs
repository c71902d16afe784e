using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of functions, their versions and aliases, and of layers.</summary>
/// <remarks>Source: Lambda API Reference, <c>GetPolicy</c>: the same code for a function that does not exist.</remarks>
internal sealed class FunctionPolicyProvider : AwsResourcePolicyProvider
{
    public FunctionPolicyProvider(AwsConnection connection)
        : base(connection, "lambda")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("function:", StringComparison.Ordinal) || arn.Resource.StartsWith("layer:", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "ResourceNotFoundException" && !LiveMessages.IsAboutMissing(exception, "Function", "Layer");

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var client = access.Client((owner, place) => new LambdaClient(owner, place), region);
        return arn.Resource.ToString().Split(':') switch
        {
            ["layer", var layer, var version] => client.GetLayerVersionPolicyAsync(layer, version, cancellationToken),
            ["function", var function, var qualifier] => client.GetPolicyAsync(function, qualifier, cancellationToken),
            ["function", var function] => client.GetPolicyAsync(function, null, cancellationToken),
            _ => Task.FromResult<string?>(null),
        };
    }
}
