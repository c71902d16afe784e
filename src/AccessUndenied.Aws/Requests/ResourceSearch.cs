using AccessUndenied.Aws.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What the search for a record's resources works with; the parameters are flattened when first needed.</summary>
internal sealed class ResourceSearch
{
    // SQS, ECR, Glue, CodeArtifact.
    private static readonly string[] s_owners = ["queueOwnerAWSAccountId", "registryId", "catalogId", "domainOwner"];

    private List<RequestMember>? _members;

    internal ResourceSearch(CloudTrailEvent record, Principal principal)
    {
        Record = record;
        Principal = principal;
        var region = record.AwsRegion ?? "";
        var partition = Arn.TryParse(principal.Id, out var arn) ? arn.Partition.ToString() : Partitions.OfRegion(region);
        Parameters = RecordParts.Parameters(record);
        Place = new(partition, region, OwnerNamed(Parameters) ?? AccountOf(record, principal));
    }

    internal CloudTrailEvent Record { get; }

    internal Principal Principal { get; }

    internal ArnPlace Place { get; }

    /// <summary>The request's parameters; null where the record has none that are an object.</summary>
    internal ParameterReader Parameters { get; }

    internal List<RequestMember> Members => _members ??= Parameters.Flatten();

    // Some requests say whose resource they mean.
    private static string? OwnerNamed(in ParameterReader parameters)
    {
        foreach (var member in s_owners)
        {
            if (parameters.Text(member) is { } account && AccountIds.IsAccountId(account))
            {
                return account;
            }
        }

        return null;
    }

    // A service calls without an account; the record was then delivered to the owner of what it called on.
    private static string? AccountOf(CloudTrailEvent record, Principal principal) =>
        AccountIds.IsAccountId(record.RecipientAccountId) ? record.RecipientAccountId : principal.AccountId;

    /// <summary>The resource with the account and region that its ARN or the record names.</summary>
    internal ResourceId Identify(string arnText, string? owner = null)
    {
        if (!Arn.TryParse(arnText, out var arn))
        {
            return new(arnText, owner ?? Place.AccountId, Place.Region.Length > 0 ? Place.Region : null);
        }

        var account = AccountIds.IsAccountId(arn.AccountId) ? arn.AccountId.ToString() : owner ?? OwnerByDelivery(arn);
        return new(arnText, account, arn.Region.IsEmpty || arn.Region is "*" ? null : arn.Region.ToString());
    }

    // Buckets and images name no owner. A copy of the record that went to another account than the caller's went to the owner (CTX-04).
    private string? OwnerByDelivery(Arn arn)
    {
        if (!arn.AccountId.IsEmpty)
        {
            return null;
        }

        if (arn.Service is "s3" && OwnerListed(arn) is { } listed)
        {
            return listed;
        }

        var mayBeForeign = arn.Service is "s3" || (arn.Service is "ec2" && arn.ResourceType is "image" or "snapshot");
        return mayBeForeign && Place.AccountId == Principal.AccountId ? null : Place.AccountId;
    }

    // Beside an object, which it names without an owner, a record lists its bucket with one (CT-10).
    private string? OwnerListed(Arn arn)
    {
        var end = arn.Resource.IndexOf('/');
        var bucket = end < 0 ? arn.Resource : arn.Resource[..end];
        foreach (var resource in Record.Resources)
        {
            if (AccountIds.IsAccountId(resource.AccountId) && Arn.TryParse(resource.Arn, out var other) && other.Service is "s3"
                && other.AccountId.IsEmpty && other.Resource.SequenceEqual(bucket))
            {
                return resource.AccountId;
            }
        }

        return null;
    }
}
