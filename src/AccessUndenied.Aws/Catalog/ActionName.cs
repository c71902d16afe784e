namespace AccessUndenied.Aws.Catalog;

/// <summary>The two halves of an action such as <c>s3:GetObject</c>.</summary>
internal static class ActionName
{
    /// <summary>The service's prefix; the whole text where there is no colon.</summary>
    public static ReadOnlySpan<char> ServiceOf(ReadOnlySpan<char> action) => action.IndexOf(':') is >= 0 and var colon ? action[..colon] : action;

    /// <summary>What stands behind the first colon; the whole text where there is none.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> action) => action[(action.IndexOf(':') + 1)..];

    /// <summary>Cuts <paramref name="action"/> at its first colon; false where there is none, and then both halves are empty.</summary>
    public static bool TrySplit(ReadOnlySpan<char> action, out ReadOnlySpan<char> service, out ReadOnlySpan<char> name)
    {
        var colon = action.IndexOf(':');
        service = colon < 0 ? default : action[..colon];
        name = colon < 0 ? default : action[(colon + 1)..];
        return colon >= 0;
    }

    /// <summary>Whether <paramref name="action"/> has something on both sides of its first colon, whatever it is.</summary>
    public static bool HasBoth(ReadOnlySpan<char> action) => TrySplit(action, out var service, out var name) && !service.IsEmpty && !name.IsEmpty;
}
