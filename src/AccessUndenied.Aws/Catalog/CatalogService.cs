namespace AccessUndenied.Aws.Catalog;

/// <summary>A service: its actions, resource types and condition keys.</summary>
internal sealed partial class CatalogService
{
    private readonly CatalogText _text;
    private readonly Lazy<ConditionKeyTable> _keys;
    private readonly CatalogPart _part;
    private readonly NameTable<CatalogAction> _actionsByName;
    private Vocabulary? _vocabulary;

    /// <summary>The IAM prefix, such as <c>elasticmapreduce</c>.</summary>
    public string Prefix { get; }

    /// <summary>AWS's name of the service, such as <c>Amazon EMR</c>.</summary>
    public string DisplayName { get; }

    /// <summary>Whether resource control policies have an effect on this service's actions.</summary>
    /// <remarks>
    /// Source:
    /// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html">
    /// Organizations User Guide, "Resource control policies"</see> (RCP-06).
    /// </remarks>
    public bool SupportsResourceControlPolicies { get; }

    /// <summary>All actions, by name.</summary>
    public IReadOnlyList<CatalogAction> Actions { get; }

    /// <summary>All resource types, by name.</summary>
    public IReadOnlyList<CatalogResourceType> ResourceTypes => Words.Types;

    /// <summary>All condition keys that the service supplies, by name.</summary>
    public IReadOnlyList<CatalogConditionKey> ConditionKeys => Words.Keys;

    /// <summary>The action called <paramref name="name"/>, in any case; null when there is none.</summary>
    public CatalogAction? FindAction(ReadOnlySpan<char> name) => _actionsByName.Find(name);

    /// <inheritdoc/>
    public override string ToString() => Prefix;
}
