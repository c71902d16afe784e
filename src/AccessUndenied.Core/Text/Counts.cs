using System.Globalization;

namespace AccessUndenied.Text;

/// <summary>Numbers of things, as sentences and reports write them.</summary>
internal static class Counts
{
    /// <summary>A number in groups of three digits.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Events(long count) => count == 1 ? "1 denied event" : $"{Of(count)} denied events";

    public static string EventCount(long count) => count == 1 ? "1 event" : $"{Of(count)} events";

    public static string Findings(long count) => count == 1 ? "1 cause" : $"{Of(count)} causes";

    /// <summary>The first few of <paramref name="names"/>, and how many more there are.</summary>
    public static string Few(IReadOnlyCollection<string> names, int most = 3) => names.Count <= most + 1
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(most))} and {Of(names.Count - most)} more";

    public static string AndMore(int count) => $"… {Of(count)} more";

    public static string Times(long count) => $"{Of(count)} ×";
}
