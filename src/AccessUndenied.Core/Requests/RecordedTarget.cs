namespace AccessUndenied.Requests;

/// <summary>What a recorded policy was attached to.</summary>
/// <param name="Id">Its id, such as <c>ou-ab12-11111111</c>, or the same as <paramref name="Name"/>.</param>
/// <param name="Name">Its whole identifier.</param>
/// <param name="Depth">How far a node stands below its organization's root, which is 0; 0 for all else.</param>
public sealed record RecordedTarget(string Id, string Name, int Depth);
