namespace AccessUndenied.Aws.Policies.Live;

/// <summary>How far a collection has come.</summary>
public sealed class CollectionProgress
{
    internal CollectionProgress(string what, int done, int? total)
    {
        What = what;
        Done = done;
        Total = total;
    }

    /// <summary>What is being read, for people, such as <c>users and roles of account 123456789012</c>.</summary>
    public string What { get; }

    /// <summary>How many items of it were read.</summary>
    public int Done { get; }

    /// <summary>How many there are; null while nobody knows.</summary>
    public int? Total { get; }
}
