using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Allows for everybody that nothing but where a call comes from confines.</summary>
/// <remarks>
/// An endpoint or an address that is added to such a condition lets in everybody who comes by it. Source:
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html">Amazon S3 User Guide, controlling access from VPC endpoints</see>.
/// </remarks>
internal static class OpenStatements
{
    /// <summary>Whether <paramref name="statement"/> speaks of everybody, and no condition of it tells who calls.</summary>
    public static bool AreForEverybody(PolicyLayer layer, Statement statement) => layer is PolicyLayer.Resource or PolicyLayer.RoleTrust
        && statement.Principals is { } principals && (principals.IsNegated || principals.Entries.Any(entry => entry.IsEverybody))
        && !statement.Conditions.Any(condition => !condition.Operator.IsNegated && (CallerChosenKeys.TellsWhoCalls(condition.Key)
            || condition.Key.StartsWith("aws:Principal", StringComparison.OrdinalIgnoreCase) || condition.Key.StartsWith("aws:userid", StringComparison.OrdinalIgnoreCase)));
}
