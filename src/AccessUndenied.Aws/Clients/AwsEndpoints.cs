using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Clients;

/// <summary>Where services are reached.</summary>
/// <remarks>Source: the services' public endpoint rules, in all their variants held against them when this was written.</remarks>
internal static class AwsEndpoints
{
    /// <summary>The address of <paramref name="service"/>, and the region that its requests are signed for.</summary>
    public static (string Url, string SigningRegion) Of(AwsService service, string region, bool useFips, bool useDualStack)
    {
        var partition = Partitions.OfRegion(region);
        var signingRegion = service.GlobalRegion?.Invoke(partition) ?? region;
        var suffix = SuffixOf(partition);

        var isFipsAnyway = partition == "aws-us-gov" && service.IsFipsForGovernment && !(useDualStack && service.HasFipsDualStackForGovernment);
        var fips = useFips && !isFipsAnyway ? "-fips" : "";
        if (service == AwsService.Iam)
        {
            return (IamUrl(partition, suffix, fips, useDualStack), signingRegion);
        }

        if (!service.IsDualStackOnly && (!useDualStack || service.IsAlwaysDualStack))
        {
            return ($"https://{service.Host}{fips}.{signingRegion}.{suffix}", signingRegion);
        }

        return service.Id == "S3 Control"
            ? ($"https://{service.Host}{fips}.dualstack.{signingRegion}.{suffix}", signingRegion)
            : ($"https://{service.DualStackHost ?? service.Host}{fips}.{signingRegion}.{DualStackSuffixOf(partition)}", signingRegion);
    }

    internal static string IamRegion(string partition) => partition == "aws-cn" ? "cn-north-1" : Partitions.LeadRegion(partition);

    private static string IamUrl(string partition, string suffix, string fips, bool useDualStack) => partition switch
    {
        "aws-us-gov" => $"https://iam.us-gov.{(useDualStack ? DualStackSuffixOf(partition) : suffix)}",
        _ when useDualStack => $"https://iam{fips}.global.{DualStackSuffixOf(partition)}",
        "aws" => $"https://iam{fips}.{suffix}",
        _ => $"https://iam.{IamRegion(partition)}.{suffix}",
    };

    internal static string SuffixOf(string partition) => partition switch
    {
        "aws-cn" => "amazonaws.com.cn",
        "aws-iso" => "c2s.ic.gov",
        "aws-iso-b" => "sc2s.sgov.gov",
        "aws-iso-e" => "cloud.adc-e.uk",
        "aws-iso-f" => "csp.hci.ic.gov",
        "aws-eusc" => "amazonaws.eu",
        _ => "amazonaws.com",
    };

    private static string DualStackSuffixOf(string partition) => partition switch
    {
        "aws-cn" => "api.amazonwebservices.com.cn",
        "aws-iso" => "api.aws.ic.gov",
        "aws-iso-b" => "api.aws.scloud",
        "aws-iso-e" => "api.cloud-aws.adc-e.uk",
        "aws-iso-f" => "api.aws.hci.ic.gov",
        "aws-eusc" => "api.amazonwebservices.eu",
        _ => "api.aws",
    };
}
