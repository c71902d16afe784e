using System.Globalization;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>Something that befalls a cluster.</summary>
/// <param name="After">How long after the job was submitted.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Worker">Which worker it befalls, where it befalls one; counted from 0.</param>
/// <param name="Lasting">How long it lasts, where it does.</param>
internal sealed record Fault(TimeSpan After, FaultKind Kind, int Worker, TimeSpan Lasting)
{
    /// <summary>The faults of a seed: one to five, the earliest first.</summary>
    public static IReadOnlyList<Fault> ScheduleOf(int seed, int workers)
    {
        var random = new Random(seed);
        var kinds = Enum.GetValues<FaultKind>();
        return [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new Fault(
            TimeSpan.FromMilliseconds(random.Next(0, 3000)), kinds[random.Next(kinds.Length)], random.Next(workers), TimeSpan.FromMilliseconds(random.Next(500, 6000))))
            .OrderBy(fault => fault.After)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{After.TotalSeconds:0.0} s {Kind}{Kind switch
    {
        FaultKind.Kill or FaultKind.Drain or FaultKind.Join => $" {Worker}",
        FaultKind.Pause or FaultKind.CutOff => $" {Worker} for {Lasting.TotalSeconds:0.0} s",
        FaultKind.FillStore => $" for {Lasting.TotalSeconds:0.0} s",
        _ => "",
    }}");
}
