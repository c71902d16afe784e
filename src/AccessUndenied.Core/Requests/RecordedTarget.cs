namespace AccessUndenied.Requests;

/// <summary>What a recorded policy was attached to.</summary>
public sealed class RecordedTarget(string id, string name, int depth)
{
    /// <summary>Its id, such as <c>ou-ab12-11111111</c>, or the same as <see cref="Name"/>.</summary>
    public string Id { get; } = id;

    /// <summary>Its whole identifier.</summary>
    public string Name { get; } = name;

    /// <summary>How far a node stands below its organization's root, which is 0; 0 for all else.</summary>
    public int Depth { get; } = depth;
}
