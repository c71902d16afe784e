using System.Diagnostics;
using System.Globalization;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Benchmarks.Requests;

/// <summary>What finding the request behind a record costs, and opening the catalog for it: <c>resolving [rounds] [most microseconds a record]</c>.</summary>
internal static class ResolvingRatio
{
    private const string CatalogResource = "AccessUndenied.Aws.catalog.br";

    /// <summary>Returns 1 where a record costs more than the limit that was given.</summary>
    internal static int Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 4_000;
        var limit = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : double.PositiveInfinity;
        OpenCatalog();
        var resolver = new CloudTrailRequestResolver(ActionCatalog.Default);
        var spoken = Measure("the message names the action", resolver, MixedRecords.WithMessage(), rounds);
        var silent = Measure("the parameters alone", resolver, MixedRecords.WithoutMessage(), rounds);
        var mixed = Measure("two to one, as in real trails", resolver, [.. MixedRecords.WithMessage(), .. MixedRecords.WithMessage(), .. MixedRecords.WithoutMessage()], rounds);
        Console.WriteLine($"slowest {Math.Max(Math.Max(spoken, silent), mixed):F2} us a record");
        return mixed <= limit ? 0 : 1;
    }

    private static void OpenCatalog()
    {
        using var stream = typeof(ActionCatalog).Assembly.GetManifestResourceStream(CatalogResource)!;
        var watch = Stopwatch.StartNew();
        var found = ActionCatalog.Default.FindOperation("s3.amazonaws.com", "GetObject");
        var opened = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        ActionCatalog.Default.FindOperation("ec2.amazonaws.com", "RunInstances");
        Console.WriteLine($"catalog: {stream.Length / 1024.0:F0} KB embedded; first look-up ({found.Actions[0].FullName}) {opened:F1} ms, cold; another service {watch.Elapsed.TotalMilliseconds:F1} ms");

        // The first opening also compiles the code; later ones show what the data costs.
        var again = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            watch.Restart();
            ActionCatalog.Open(static () => typeof(ActionCatalog).Assembly.GetManifestResourceStream(CatalogResource)!).FindOperation("s3.amazonaws.com", "GetObject");
            again.Add(watch.Elapsed.TotalMilliseconds);
        }

        again.Sort();
        Console.WriteLine($"catalog opened again: median {again[10]:F1} ms, least {again[0]:F1} ms");
    }

    private static double Measure(string what, CloudTrailRequestResolver resolver, IReadOnlyList<CloudTrailEvent> records, int rounds)
    {
        // Long enough for the compiler to have made its last version, on a busy machine too.
        for (var warming = Stopwatch.StartNew(); warming.ElapsedMilliseconds < 2_000;)
        {
            Resolve(resolver, records);
        }

        // The least of several runs is the one that nobody else disturbed.
        var best = double.MaxValue;
        var bytes = 0.0;
        for (var run = 0; run < 5; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < rounds; i++)
            {
                Resolve(resolver, records);
            }

            var count = (double)rounds * records.Count;
            best = Math.Min(best, watch.Elapsed.TotalMicroseconds / count);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        }

        Console.WriteLine($"{what}: {best:F2} us and {bytes:F0} bytes a record, over {records.Count} records");
        return best;
    }

    private static void Resolve(CloudTrailRequestResolver resolver, IReadOnlyList<CloudTrailEvent> records)
    {
        foreach (var record in records)
        {
            if (resolver.Resolve(record).Problem is { } problem)
            {
                throw new InvalidOperationException(problem);
            }
        }
    }
}
