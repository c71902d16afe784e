namespace AccessUndenied.Aws.Catalog;

/// <summary>The two halves of an action such as <c>s3:GetObject</c>.</summary>
internal static class ActionName
{
    /// <summary>The service's prefix; the whole text where there is no colon.</summary>
    public static ReadOnlySpan<char> ServiceOf(string action) => action.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? action.AsSpan(0, colon) : action;

    /// <summary>What stands behind the colon; the whole text where there is none.</summary>
    public static ReadOnlySpan<char> NameOf(string action) => action.AsSpan(action.IndexOf(':', StringComparison.Ordinal) + 1);
}
