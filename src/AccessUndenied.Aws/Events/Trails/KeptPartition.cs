namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A partition as it is handed over.</summary>
internal sealed record KeptPartition(
    int Number, int SourceNumber, string Source, string? Account, string? Region, DateOnly? Day, long Bytes, IReadOnlyList<PlannedObject> Objects)
{
    public static KeptPartition Of(TrailPartition one) =>
        new(one.Number, one.SourceNumber, one.Source, one.Account, one.Region, one.Day, one.Bytes, one.Listed);

    public TrailPartition ToPartition() =>
        new() { Number = Number, SourceNumber = SourceNumber, Source = Source, Account = Account, Region = Region, Day = Day, Bytes = Bytes, Listed = Objects };
}
