namespace AccessUndenied.Aws.Events.Trails;

/// <summary>Whether there was any CloudTrail in a source.</summary>
internal sealed class Usefulness
{
    /// <summary>Whether there is CloudTrail in some object.</summary>
    public bool IsUseful { get; private set; }

    public bool HasEvents { get; set; }

    public int Objects { get; private set; }

    private bool IsNothing => !IsUseful && !HasEvents;

    public void Count(bool isCloudTrail)
    {
        Objects++;
        IsUseful |= isCloudTrail;
    }

    /// <summary>Adds what was found in a part.</summary>
    public void Add(int objects, bool isUseful, bool hasEvents)
    {
        Objects += objects;
        IsUseful |= isUseful;
        HasEvents |= hasEvents;
    }

    /// <exception cref="CloudTrailFormatException">There was none, of what was asked for.</exception>
    public void Require(string source, TrailRange range)
    {
        if (IsNothing && (range.IsAll || Objects > 0))
        {
            throw new CloudTrailFormatException(source, EventMessages.EmptyFolder(Objects), null);
        }
    }
}
