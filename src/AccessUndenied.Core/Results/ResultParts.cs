namespace AccessUndenied.Results;

/// <summary>Where in a result's JSON the event's id ends, and where its time begins and ends.</summary>
internal readonly record struct ResultParts(int AfterId, int BeforeTime, int AfterTime);
