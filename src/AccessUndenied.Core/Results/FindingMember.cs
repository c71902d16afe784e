namespace AccessUndenied.Results;

/// <summary>A principal, action or resource of a <see cref="Finding"/>, and how many of its events name it.</summary>
public readonly struct FindingMember
{
    internal FindingMember(string name, int count)
    {
        Name = name;
        Count = count;
    }

    /// <summary>The identifier, as the requests have it.</summary>
    public string Name { get; }

    /// <summary>In how many events.</summary>
    public int Count { get; }
}
