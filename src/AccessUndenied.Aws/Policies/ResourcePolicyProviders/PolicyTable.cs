namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The kinds of resource whose policies one call tells: a row each.</summary>
/// <remarks>
/// S3's buckets and Multi-Region Access Points, S3's tables, KMS's keys, SQS's queues and the groups and destinations of CloudWatch Logs take more than that, and have providers of their own.
/// A row also makes the kind one that carries policies, gives the deployed roles the permission for it (<c>build/permissions.sh</c>) and is tested against the
/// server on loopback. Source of each row: its page.
/// </remarks>
internal static partial class PolicyTable
{
    /// <summary>Every row; of two that fit a resource, the one that says more of it stands first.</summary>
    public static IReadOnlyList<PolicyRow> All => AllRows.All;

    /// <summary>The row for the resource <paramref name="arn"/> itself; null where there is none.</summary>
    public static PolicyRow? Find(Arn arn)
    {
        foreach (var row in AllRows.ByService[arn.Service.ToString()])
        {
            if (row.Resource.Match(arn.Resource) == arn.Resource.Length)
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>The last field of the ARN of what carries the policy that has a say on a resource; null where no row speaks of it.</summary>
    /// <param name="service">The service's namespace.</param>
    /// <param name="resource">The last field of the resource's ARN.</param>
    public static string? FindCarrier(ReadOnlySpan<char> service, ReadOnlySpan<char> resource)
    {
        foreach (var row in AllRows.ByService[service.ToString()])
        {
            if (row.Resource.Match(resource) is > 0 and var length)
            {
                return resource[..length].ToString();
            }

            foreach (var covered in row.Covers)
            {
                var values = new Dictionary<string, string>(StringComparer.Ordinal);
                if (covered.Match(resource, values) > 0)
                {
                    return row.Resource.With(values);
                }
            }
        }

        return null;
    }

    // In a type of its own, which comes to be only when every part of the table has.
    private static class AllRows
    {
        public static readonly IReadOnlyList<PolicyRow> All = [.. Storage, .. Compute, .. Messaging, .. Data, .. Networks, .. Management];

        public static readonly ILookup<string, PolicyRow> ByService = All.ToLookup(row => row.ArnService, StringComparer.Ordinal);
    }
}
