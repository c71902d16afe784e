using System.Globalization;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>What users are told about the sessions behind records.</summary>
internal static class SessionMessages
{
    public const string Place = "the call that made the session";

    public const string InlinePolicy = "passed as text";

    public const string NotKeptHere = "the store of sessions holds what this version did not keep";

    public const string ByMoment = "taken to be the one by session and time, since no record names the access key";

    public const string BySwitch = "taken to be the one since it was the last switch to the role, by this name, within twelve hours";

    public static string Disputed(string? accessKeyId) =>
        $"the records contradict each other about the call that made the session{(accessKeyId is null ? "" : $" with access key {accessKeyId}")}: "
        + "several are said to have, or one at another time than "
        + "the session was made, so that neither who is behind it nor the policies passed with it are known";

    public const string NoParameters = "the record of the call that made the session does not have its parameters, so that policies passed with it are not known";

    public static string NotFound(string? accessKeyId, DateTimeOffset? created, bool hasForgotten, string? problem) => string.Create(
        CultureInfo.InvariantCulture,
        $"the call that made the session{(created is { } time ? $" at {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "")}{(accessKeyId is null ? "" : $", with access key {accessKeyId},")} "
        + $"is not among the records that were read{(hasForgotten ? " and not forgotten for want of room" : "")}"
        + $"{(problem is null ? "" : $", of which not all could be read ({problem})")}; name the trail that has it (UseSessions, --trail)");
}
