using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>What trails tell of policies: the calls that changed some, and of which times there are records at all.</summary>
internal sealed class PolicyWrites : ITrailObserver
{
    /// <summary>The calls.</summary>
    public List<WriteEvent> Events { get; } = [];

    /// <summary>The times.</summary>
    public TrailCoverage Coverage { get; } = new();

    // What is passed over still tells that the trail has something of its time. A call that failed changes nothing.
    public bool Wants(in ScannedRecord record)
    {
        if (RecordGlance.TryRead(in record, out var time))
        {
            Coverage.Add(record.Account, record.Region, time);
        }

        return record.Outcome == ScanOutcome.Succeeded && (record.IsOddlyWritten || WriteTable.MayBe(record.Service, record.Operation));
    }

    public void Take(CloudTrailEvent record)
    {
        if (record is not { Time: { } time, Identity: { } identity } || (record.RecipientAccountId ?? identity.AccountId) is not { } account)
        {
            return;
        }

        if (record.RecipientAccountId is null)
        {
            Coverage.Add(account, record.AwsRegion ?? "", time);
        }

        if (WriteEventReader.Read(record, out _, out var lost) is { } change)
        {
            Events.Add(change);
        }

        foreach (var loss in lost)
        {
            Coverage.AddLoss(loss);
        }
    }

    // It may hold any change of any account that was met.
    public void Miss(string why) => Coverage.Break();
}
