using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads VPC endpoints and the names of regions.</summary>
/// <remarks>Source: EC2 API Reference.</remarks>
internal sealed class Ec2Client : AwsServiceClient
{
    public Ec2Client(AccountAccess access, string region)
        : base(access, AwsService.Ec2, region)
    {
    }

    public async IAsyncEnumerable<XElement> DescribeVpcEndpointsAsync(string vpcEndpointId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        var pages = new PageTokens("ec2:DescribeVpcEndpoints", Access.AccountId);
        do
        {
            var page = await QueryAsync("DescribeVpcEndpoints", "vpcEndpointSet", cancellationToken, ("VpcEndpointId.1", vpcEndpointId), ("NextToken", next)).ConfigureAwait(false);
            foreach (var item in page.Items("vpcEndpointSet"))
            {
                yield return item;
            }

            next = page.Text("nextToken");
        }
        while (pages.GoesOnWith(next));
    }

    /// <summary>The regions that are enabled for the account.</summary>
    public async Task<IReadOnlyList<string>> DescribeRegionsAsync(CancellationToken cancellationToken)
    {
        var answer = await QueryAsync("DescribeRegions", result => RequireItems(result, "regionInfo"), [], cancellationToken).ConfigureAwait(false);
        return [.. answer.Items("regionInfo").Select(item => item.Text("regionName")).OfType<string>()];
    }

    // No account is without a region.
    private static void RequireItems(XElement result, string list)
    {
        if (!result.Items(list).Any(item => item.Text("regionName") is not null))
        {
            throw new BadAnswerException(list);
        }
    }
}
