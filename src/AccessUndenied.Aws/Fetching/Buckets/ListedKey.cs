namespace AccessUndenied.Aws.Fetching.Buckets;

/// <summary>An object as a listing has it.</summary>
internal sealed record ListedKey(string Key, long Length, string ETag);
