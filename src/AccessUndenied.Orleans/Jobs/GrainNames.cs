using System.Globalization;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>The names under which grains and their state are found.</summary>
internal static class GrainNames
{
    /// <summary>The grain storage of all of them, which the host configures.</summary>
    public const string Storage = "access-undenied";

    /// <summary>The one list of jobs.</summary>
    public const string Board = "board";

    public static string OfPartition(string job, int number) => string.Create(CultureInfo.InvariantCulture, $"{job}/{number}");

    public static string OfChunk(string hash, int number) => string.Create(CultureInfo.InvariantCulture, $"{hash}/{number}");
}
