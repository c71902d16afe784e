namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A file of a partition or an object of a bucket, as it was when it was listed.</summary>
/// <param name="Name">Its name in origins and messages, as somebody gave it.</param>
/// <param name="Path">Its whole path; of an object its address, as it stands.</param>
/// <param name="Length">Its length; null where it has none.</param>
/// <param name="Stamp">The time of its last change, or its ETag; null where it has none.</param>
/// <param name="IsNamed">Whether somebody named it, and not a folder alone that it is in.</param>
/// <param name="PassedOver">Why it is not read; null where it is.</param>
/// <param name="Fault">Why its folder could not be listed; null for a file.</param>
/// <param name="IsFirst">Whether it comes first in the listing of a bucket.</param>
internal sealed record PlannedObject(
    string Name, string Path, long? Length, string? Stamp, bool IsNamed, string? PassedOver, string? Fault, bool IsFirst = false)
{
    // A whole path of a file never begins like this.
    private const string BucketScheme = "s3://";

    /// <summary>Whether it lies in a bucket.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsInBucket => Path.StartsWith(BucketScheme, StringComparison.Ordinal);

    public static PlannedObject Of(TrailFile file) =>
        new(file.Name, System.IO.Path.GetFullPath(file.Name), file.Fault is null ? file.Length : null, file.Fault is null ? file.Stamp : null, file.IsNamed, file.Reason, file.Fault?.Reason);

    /// <exception cref="TrailChangedException">The file is not what was listed.</exception>
    public TrailFile Open()
    {
        var fault = Fault is null ? null : new CloudTrailFormatException(Name, Fault, null);
        var file = new TrailFile(Path) { Shown = Name, IsNamed = IsNamed, Reason = PassedOver, Fault = fault };
        return Fault is not null || PassedOver is not null || (file.Length == Length && file.Stamp == Stamp)
            ? file
            : throw new TrailChangedException(EventMessages.ChangedSinceListed(Name));
    }
}
