using System.Globalization;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The sentences of a history of policies.</summary>
internal static class HistoryMessages
{
    public const string NoSuchChange = "this history knows of no change";

    public const string NotInRecord = "it was changed by a call whose record does not tell what it says since";

    public const string NothingBefore = "nothing tells what it said before it was first changed";

    public const string OtherName = "it names the user by another name than the one of that moment, and a policy goes by the id that stands behind the name";

    public const string SameSecond = "it was changed in the very second of the request, and nothing tells which came first";

    public const string TwoInOneSecond = "it was changed twice within one second, and nothing tells which change came last";

    public const string Missed = "a later snapshot or call shows that it was changed by a call that the trail does not have";

    public static string NotInGit(string path, string why) => $"{path}: its versions cannot be read from Git ({why}); name a snapshot that is committed, or leave the option out";

    public static string NoGit(string why) => $"git cannot be run ({why}); install it, or name each version of the snapshot as a file of its own";

    public static string Near(WriteEvent change, DateTimeOffset time) => string.Create(
        CultureInfo.InvariantCulture,
        $"it was changed by {change.Action} {Distance(change.Time - time)}, within {SettlingTime.Longest.TotalSeconds:0} seconds of the request: either text may have applied");

    private static string Distance(TimeSpan by) => by.TotalSeconds switch
    {
        0 => "in the very second",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"{-by.TotalSeconds:0} s before"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{by.TotalSeconds:0} s after"),
    };

    public static string Gap(DateTimeOffset from) => $"the trail seems to have a gap from {Time(from)} on, in which it may have been changed";

    public static string Unavailable(string why, DateTimeOffset? since) => since is { } time ? $"{why} (unknown since {Time(time)})" : why;

    public static string What(string target, string? name) => string.IsNullOrEmpty(name) || name == target ? $"policy of {target} as it was" : $"policy {name} of {target} as it was";

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
