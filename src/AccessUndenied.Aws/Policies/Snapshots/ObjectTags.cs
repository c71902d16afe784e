using System.Text;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The condition key for the tags of S3 objects (SK-35), which have a say only where a policy has a condition on it.</summary>
internal static class ObjectTags
{
    /// <summary>The key, whatever the tag is called.</summary>
    public const string ConditionKey = "s3:ExistingObjectTag/";

    /// <summary>Whether a policy in <paramref name="utf8"/> asks for it.</summary>
    public static bool AreAskedIn(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8).Contains(ConditionKey, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether one of <paramref name="policies"/> asks for it.</summary>
    public static bool AreAskedIn(IEnumerable<AttachedPolicy> policies) =>
        policies.Any(policy => policy.Document is { } document && AreAskedIn(document.Json.Span));

    /// <summary>Whether <paramref name="action"/> is about one version of an object, which has tags of its own.</summary>
    public static bool AreOfVersion(string action) => action.Contains("ObjectVersion", StringComparison.OrdinalIgnoreCase);
}
