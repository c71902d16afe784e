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

    private const string Prefix = "secret:";

    /// <summary>The name of the secret that <paramref name="arn"/> names without its suffix; null where it names it whole, or is no secret's.</summary>
    internal static string? FindNameIn(ReadOnlySpan<char> arn) =>
        Arn.TryParse(arn.ToString(), out var parsed) && parsed.Service is "secretsmanager" && parsed.Resource.StartsWith(Prefix, StringComparison.Ordinal)
            && parsed.Resource.EndsWith(OpenSuffix, StringComparison.Ordinal) && parsed.Resource[Prefix.Length..^OpenSuffix.Length] is var name && !name.ContainsAny('*', '?')
            ? name.ToString()
            : null;

    /// <summary>Whether <paramref name="resource"/> is the ARN of a secret without the six characters, whatever its name holds.</summary>
    internal static bool IsNamedOpenly(string resource) =>
        resource.EndsWith(OpenSuffix, StringComparison.Ordinal) && Arn.TryParse(resource, out var arn) && arn.Service is "secretsmanager" && arn.Resource.StartsWith(Prefix, StringComparison.Ordinal);

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "secretsmanager"
            || (search.Parameters.Text("secretId") ?? (action.Name == "CreateSecret" ? search.Parameters.Text("name") : null)) is not { Length: > 0 } name
            || name.StartsWith("arn:", StringComparison.Ordinal))
        {
            return null;
        }

        return [OfName(name, search)];
    }

    /// <summary>The secret of this name in the account and the Region of the call.</summary>
    internal static FoundResource OfName(string name, ResourceSearch search) => new(
        search.Identify($"arn:{search.Place.Partition}:secretsmanager:{search.Place.Region}:{search.Place.AccountId ?? "*"}:secret:{name}{OpenSuffix}"),
        Certainty.Likely,
        RequestMessages.FromParameters,
        RequestMessages.SecretSuffix);
}
