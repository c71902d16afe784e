namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>An object that a message names.</summary>
internal readonly record struct NamedObject(string Bucket, string Key);
