using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>A part of a snapshot that was just collected: what is known of one caller, one resource or one account's place.</summary>
/// <param name="Name">What it is, for the places that messages name.</param>
/// <param name="Utf8">The part, a whole snapshot in its own right.</param>
/// <param name="AccountId">The account that it turned out to belong to; null when that is not known.</param>
/// <param name="IsLasting">Whether asking again would give the same; false after a fault that may pass.</param>
internal sealed record Fragment(string Name, ReadOnlyMemory<byte> Utf8, string? AccountId, bool IsLasting)
{
    /// <summary>The permission that its collector lacked; null where something else was in the way, or nothing was.</summary>
    public string? MissingPermission { get; init; }

    /// <summary>Whether a policy in it asks for the tags of S3 objects, which are read only then.</summary>
    public bool AsksForObjectTags { get; } = ObjectTags.AreAskedIn(Utf8.Span);

    // Two fragments are the same when they are the same answer; comparing their bytes would be long.
    public bool Equals(Fragment? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
