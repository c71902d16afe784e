namespace AccessUndenied.Aws.Events.Trails;

/// <summary>Somebody who looks for something in the records that were not denied.</summary>
internal interface ITrailObserver
{
    /// <summary>Whether a record is wanted; called for every record, the denied ones included, by several threads.</summary>
    bool Wants(in ScannedRecord record);

    /// <summary>Takes a record that was not denied and that somebody wants, not always this one; in the order of the trail, by one thread.</summary>
    void Take(CloudTrailEvent record);

    /// <summary>Takes note of it that not all could be read.</summary>
    /// <param name="why">Why, in one sentence.</param>
    void Miss(string why);
}
