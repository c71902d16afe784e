using System.Globalization;

namespace AccessUndenied.Benchmarks.Clusters;

/// <summary>How a cluster grows, simulated: docs/cluster.md has the figures.</summary>
internal static class ClusterRatio
{
    private const int Accounts = 1_000;
    private const double WeeklyRecords = 1e9;

    public static void Run(string[] args)
    {
        var days = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 365;
        var trail = SimulatedTrail.Of(Accounts, days, WeeklyRecords / 7 * days, seed: 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Accounts} accounts, {days} days: {trail.Records.Sum(one => (double)one) / 1e9:0.0} billion records, "
            + $"{trail.Objects.Sum(one => (double)one) / 1e6:0} million objects, {trail.Records.Length} partitions"));
        Console.WriteLine("store ms  workers    worked   fetched  handed over  ops a partition  peak ops/s  again  busy");
        foreach (var milliseconds in new[] { 0.2, 1, 5 })
        {
            foreach (var workers in new[] { 1, 10, 50, 100, 250, 500, 1_000, 2_000 })
            {
                Write(new() { Workers = workers, StoreTime = milliseconds / 1000 }, trail, "");
            }
        }

        Write(new() { Workers = 1_000, StoreTime = 0.001, IsSpread = false }, trail, "one account after another");
        Write(new() { Workers = 1_000, StoreTime = 0.001, AsksAtOnce = false }, trail, "one partition asked after another");
        Write(new() { Workers = 1_000, StoreTime = 0.001, FetchesAtOnce = 1 }, trail, "fetched one by one");
        Write(new() { Workers = 1_000, StoreTime = 0.001, PutsAtOnce = 16 }, trail, "handed over 16 at a time");
        Write(new() { Workers = 1_000, StoreTime = 0.001, IsSpread = false, AsksAtOnce = false, FetchesAtOnce = 1, PutsAtOnce = 16 }, trail, "none of these four");
        Write(new() { Workers = 1_000, StoreTime = 0.001, IsDivided = false }, trail, "one prefix");
        Write(new() { Workers = 1_000, StoreTime = 0.001, TimeToFailure = 3_600 }, trail, "a failure an hour each");
    }

    private static void Write(ClusterModel model, SimulatedTrail trail, string note)
    {
        var outcome = ClusterSimulation.Run(model, trail);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.StoreTime * 1000,8:0.0}  {model.Workers,7}  {Time(outcome.Worked),8}  {Time(outcome.Fetched),8}  {Time(outcome.HandedOver),11}  "
            + $"{outcome.StoreOperations / (double)trail.Records.Length,15:0.0}  {outcome.PeakOperations,10:0}  {outcome.Retaken,5}  {outcome.Busy,4:P0}  {note}").TrimEnd());
    }

    private static string Time(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 3600)}:{(int)(seconds / 60) % 60:00}:{(int)seconds % 60:00}");
}
