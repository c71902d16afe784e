using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Secrets by name: their ARN ends in six characters that AWS chose and no request holds.</summary>
/// <remarks>
/// Shape: <c>secret:NAME-??????</c>, as policies write it. Source: Secrets Manager User Guide, "Permissions policy examples", wildcards.
/// </remarks>
internal static class Secrets
{
    /// <summary>What stands for the six characters.</summary>
    internal const string OpenSuffix = "-??????";

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "secretsmanager"
            || (search.Parameters.Text("secretId") ?? (action.Name == "CreateSecret" ? search.Parameters.Text("name") : null)) is not { Length: > 0 } name
            || name.StartsWith("arn:", StringComparison.Ordinal))
        {
            return null;
        }

        var place = search.Place;
        return [new(
            search.Identify($"arn:{place.Partition}:secretsmanager:{place.Region}:{place.AccountId ?? "*"}:secret:{name}{OpenSuffix}"),
            Certainty.Likely,
            RequestMessages.FromParameters,
            RequestMessages.SecretSuffix)];
    }
}
