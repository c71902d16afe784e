namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>What of a resource decides which policies it has.</summary>
/// <param name="Arn">The resource; of an S3 object without tags of its own, the bucket.</param>
/// <param name="Owner">The owner's account; null when it is not known.</param>
/// <param name="Use">What is done with it.</param>
internal readonly record struct ResourceKey(string Arn, string? Owner, ResourceUse Use)
{
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Arn) + (int)Use;
}
