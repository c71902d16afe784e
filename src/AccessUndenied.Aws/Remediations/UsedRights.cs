using AccessUndenied.Aws.Catalog;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What a policy that is made of recorded calls has to say of them beside actions and resources, and what it must not say.</summary>
internal static class UsedRights
{
    private const string Alias = "kms:RequestAlias";

    /// <summary>The conditions without which a right that was used would be a wider one.</summary>
    public static IReadOnlyList<(string Operator, string Key, string Value)> ConditionsOf(AuthorizationRequest request)
    {
        // A key that was named by its alias alone: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-request-alias
        if (IsOpen(request) && ActionCatalog.Default.FindAction(request.Action)?.Supplies(Alias) == true && request.Context[Alias] is { Count: 1 } alias)
        {
            return [("StringEquals", Alias, alias[0])];
        }

        return [.. TightConditions.Of(request, PolicyLayer.Identity).Where(condition => condition.Key == "iam:PassedToService" || TightConditions.IsOfCreation(condition.Key))];
    }

    /// <summary>Whether the record does not tell what the call was for.</summary>
    public static bool IsUnrecorded(AuthorizationRequest request, IReadOnlyList<(string Operator, string Key, string Value)> conditions) =>
        IsOpen(request) && !conditions.Any(condition => condition.Key == Alias);

    // A wildcard that AWS itself asks on, as for what a call makes, is no lack of the record.
    private static bool IsOpen(AuthorizationRequest request) => request.Provenance.ResourceCertainty == Certainty.Guess && !request.HasNamedWildcards
        && request.Resource.Value.AsSpan().IndexOfAny('*', '?') >= 0
        && PatternResources.PatternOf(request) is null && !PatternResources.IsNamedUpToGivenPart(request) && UnnamedResources.Of(request) is null
        && !(request.Resource.IsAny && ActionCatalog.Default.FindAction(request.Action) is null or { TakesNoResource: true });
}
