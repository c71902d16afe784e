using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Keys that tell of a resource how it is, where a call is for one that is there already: no record of the call tells their values, and no caller chooses them.</summary>
/// <remarks>
/// Source: Service Authorization Reference, where such keys stand with the resource and not with the action alone:
/// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Amazon EC2</see> (SK-50, SK-54, SK-56),
/// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html">Amazon RDS</see>,
/// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">AWS Lambda</see>.
/// </remarks>
internal static class ExistingResources
{
    private static readonly FrozenSet<string> s_keys = new[]
    {
        "ec2:InstanceType", "ec2:Tenancy", "ec2:MetadataHttpTokens", "ec2:MetadataHttpEndpoint", "ec2:MetadataHttpPutResponseHopLimit", "ec2:EbsOptimized", "ec2:InstanceProfile",
        "ec2:AvailabilityZone", "ec2:VolumeType", "ec2:VolumeSize", "ec2:VolumeIops", "ec2:VolumeThroughput", "ec2:KmsKeyId", "ec2:Encrypted", "ec2:ParentSnapshot", "ec2:ParentVolume",
        "ec2:RootDeviceType", "ec2:PlacementGroup", "ec2:Owner", "ec2:Public", "ec2:ImageType", "ec2:Vpc", "ec2:Subnet",
        "rds:DatabaseClass", "rds:DatabaseEngine", "rds:DatabaseName", "rds:MultiAz", "rds:Piops", "rds:StorageEncrypted", "rds:StorageSize", "rds:Vpc",
        "lambda:FunctionUrlAuthType",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Of these calls the values are those that they bring.
    private static readonly string[] s_bringing = ["Create", "Restore", "Modify", "Update", "AddPermission"];

    /// <summary>Whether the value of <paramref name="key"/> is that of a resource which was there before the call.</summary>
    public static bool HaveIt(AuthorizationRequest request, string key)
    {
        if (!s_keys.Contains(key))
        {
            return false;
        }

        // EC2 asks for what a call makes with an asterisk in place of its id.
        if (key.StartsWith("ec2:", StringComparison.OrdinalIgnoreCase))
        {
            return request.Resource.Value is { } resource && Arn.TryParse(resource, out var arn) && arn.Service is "ec2" && arn.Resource.Contains('/') && !resource.EndsWith('*');
        }

        var name = ActionName.NameOf(request.Action).ToString();
        return !Array.Exists(s_bringing, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }
}
