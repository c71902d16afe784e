namespace AccessUndenied.Formats;

/// <summary>The name of a file in an archive.</summary>
internal static class EntryName
{
    /// <summary>Whether an operating system put it there for itself: what macOS keeps beside files.</summary>
    internal static bool IsOfSystem(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name[(name.LastIndexOf('/') + 1)..].StartsWith("._", StringComparison.Ordinal);
}
