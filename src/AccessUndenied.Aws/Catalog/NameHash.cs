namespace AccessUndenied.Aws.Catalog;

/// <summary>FNV-1a over ASCII letters without case; the same for text and for its UTF-8 bytes.</summary>
internal static class NameHash
{
    internal const uint Empty = 2166136261;

    internal static uint Of(ReadOnlySpan<char> name)
    {
        var hash = Empty;
        foreach (var c in name)
        {
            hash = Add(hash, c);
        }

        return hash;
    }

    internal static uint Of(ReadOnlySpan<byte> name)
    {
        var hash = Empty;
        foreach (var b in name)
        {
            hash = Add(hash, b);
        }

        return hash;
    }

    // Setting the case bit of other characters than letters only makes a few names share a hash.
    internal static uint Add(uint hash, uint c) => (hash ^ (c | 0x20)) * 16777619;
}
