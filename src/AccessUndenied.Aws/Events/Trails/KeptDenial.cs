namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A denied event in as little memory as it takes to have it again: its own bytes, and what its reading said.</summary>
internal readonly struct KeptDenial(CloudTrailEvent found)
{
    private readonly ReadOnlyMemory<byte> _raw = found.Raw;
    private readonly string? _origin = found.Origin;
    private readonly string? _problem = found.Problem;
    private readonly IReadOnlyList<string> _notes = found.ReadingNotes;
    private readonly ScanOutcome _outcome = found.Outcome;

    public CloudTrailEvent Read()
    {
        var read = _raw.IsEmpty ? new CloudTrailEvent { Id = "" } : RecordForm.Read(_raw, default);
        return read with { Origin = _origin, Problem = _problem, ReadingNotes = _notes, Outcome = _outcome };
    }
}
