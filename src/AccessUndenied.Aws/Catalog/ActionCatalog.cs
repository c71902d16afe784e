namespace AccessUndenied.Aws.Catalog;

/// <summary>What AWS documents of its services: actions, resource types with ARN formats, and condition keys.</summary>
/// <remarks>
/// Safe for use by several threads. Opened once and read service by service on first use; a lookup allocates nothing once
/// its service was read. Facts come from the npm package named by <see cref="Origin"/>, made from AWS's Service
/// Authorization Reference, and from lines kept by hand for what that reference does not say.
/// </remarks>
internal sealed partial class ActionCatalog
{
    private const string ResourceName = "AccessUndenied.Aws.catalog.br";

    private static readonly Lazy<ActionCatalog> s_default = new(static () => Open(Embedded));

    private readonly Lazy<CatalogOrigin> _origin;
    private readonly Lazy<ConditionKeyTable> _keys;
    private readonly Lazy<OperationKnowledge> _knowledge;
    private readonly Lazy<ActionNameIndex> _names;
    private readonly Lazy<ServiceIndex> _services;

    private ActionCatalog(CatalogText text)
    {
        _origin = new(text.ReadOrigin);
        _keys = new(() => new(text.TextOf(0), text.KeyCount));
        _knowledge = new(() => new(text));
        _services = new(() => new(text, _keys));
        _names = new(() => new(_services.Value, text.ActionCount));
    }

    /// <summary>The catalog that comes with this package.</summary>
    public static ActionCatalog Default => s_default.Value;

    /// <summary>From what the catalog was made, and how much it holds.</summary>
    public CatalogOrigin Origin => _origin.Value;

    /// <summary>The IAM prefixes of all services, in ordinal order.</summary>
    public IReadOnlyList<string> Services => _services.Value.Prefixes;

    /// <summary>The service with the IAM prefix <paramref name="prefix"/>, in any case; null when there is none.</summary>
    public CatalogService? FindService(ReadOnlySpan<char> prefix) => _services.Value.Find(prefix);

    /// <summary>The action written as <paramref name="action"/>; null when the catalog has none.</summary>
    /// <param name="action">Prefix and name in any case, such as <c>s3:GetObject</c>; no wildcards.</param>
    public CatalogAction? FindAction(ReadOnlySpan<char> action) => ActionName.TrySplit(action, out var prefix, out var name) ? FindAction(prefix, name) : null;

    /// <summary>The action <paramref name="name"/> of the service <paramref name="prefix"/>; null when the catalog has none.</summary>
    public CatalogAction? FindAction(ReadOnlySpan<char> prefix, ReadOnlySpan<char> name) => _services.Value.Find(prefix)?.FindAction(name);

    /// <summary>The condition key that <paramref name="key"/> names; null when the catalog has none.</summary>
    /// <param name="key">A key as policies write it, in any case: <c>aws:RequestTag/team</c>.</param>
    public CatalogConditionKey? FindConditionKey(ReadOnlySpan<char> key) => _keys.Value.Find(key);

    /// <summary>Whether a request can carry several values of <paramref name="conditionKey"/>; false for an unknown key.</summary>
    public bool IsMultivalued(ReadOnlySpan<char> conditionKey) => FindConditionKey(conditionKey) is { IsMultivalued: true };

    /// <summary>The type of <paramref name="conditionKey"/>'s values; null for an unknown key.</summary>
    public ConditionKeyType? TypeOf(ReadOnlySpan<char> conditionKey) => FindConditionKey(conditionKey)?.Type;

    /// <summary>The request members that are known to hold the variable of an ARN format, best first.</summary>
    /// <returns>Null when nothing special is known; <c>*</c> alone when no member of a request ever holds it.</returns>
    /// <remarks>Members are API names; records write them with a small first letter, so compare without case.</remarks>
    public IReadOnlyList<string>? MembersOfVariable(ReadOnlySpan<char> service, ReadOnlySpan<char> variable) =>
        _knowledge.Value.MembersOf(service, variable);

    /// <summary>Opens a catalog that build/catalog wrote.</summary>
    /// <param name="open">Gives a new stream over all of it, whenever a further part is needed.</param>
    /// <exception cref="InvalidDataException">It is not a catalog of this format.</exception>
    internal static ActionCatalog Open(Func<Stream> open) => new(new CatalogText(open));

    private static Stream Embedded() =>
        typeof(ActionCatalog).Assembly.GetManifestResourceStream(ResourceName) ?? throw new InvalidDataException(CatalogText.Damaged);
}
