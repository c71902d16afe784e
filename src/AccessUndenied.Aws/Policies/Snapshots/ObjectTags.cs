using System.Text;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The condition key for the tags of S3 objects (SK-35), which have a say only where a policy has a condition on it.</summary>
internal static class ObjectTags
{
    /// <summary>The key, whatever the tag is called.</summary>
    public const string ConditionKey = "s3:ExistingObjectTag/";

    // The place of its rarest letter, which is looked for first.
    private const int PlaceOfX = 4;

    private static ReadOnlySpan<byte> Utf8Key => "s3:ExistingObjectTag/"u8;

    /// <summary>Whether a policy in <paramref name="utf8"/> asks for it, in any case.</summary>
    public static bool AreAskedIn(ReadOnlySpan<byte> utf8)
    {
        for (var at = 0; utf8[at..].IndexOfAny((byte)'x', (byte)'X') is >= 0 and var offset; at += offset + 1)
        {
            var start = at + offset - PlaceOfX;
            if (start >= 0 && start + Utf8Key.Length <= utf8.Length && Ascii.EqualsIgnoreCase(utf8.Slice(start, Utf8Key.Length), Utf8Key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of <paramref name="policies"/> asks for it.</summary>
    public static bool AreAskedIn(IEnumerable<AttachedPolicy> policies) =>
        policies.Any(policy => policy.Document is { } document && AreAskedIn(document.Json.Span));

    /// <summary>Whether <paramref name="action"/> is about one version of an object, which has tags of its own.</summary>
    public static bool AreOfVersion(string action) => action.Contains("ObjectVersion", StringComparison.OrdinalIgnoreCase);
}
