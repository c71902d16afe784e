namespace AccessUndenied.Aws.Catalog;

/// <summary>What the catalog's head says of a service, and where the rest stands.</summary>
internal sealed class CatalogPart(string prefix, string displayName, bool supportsRcp, int block, int start, int length)
{
    internal string Prefix { get; } = prefix;

    internal string DisplayName { get; } = displayName;

    internal bool SupportsRcp { get; } = supportsRcp;

    internal int Block { get; } = block;

    internal int Start { get; } = start;

    internal int Length { get; } = length;
}
