using System.Diagnostics;
using System.Globalization;
using AccessUndenied.Aws.Tests.Remediations.Opening;

namespace AccessUndenied.Benchmarks.Remediations;

/// <summary>The proof by brute force that what a change is said to open is what opens, over as many mutated policies as are asked for.</summary>
internal static class OpensProof
{
    private const int Batch = 500;
    private const int MostShown = 12;

    public static void Run(string[] args)
    {
        var cases = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
        var threads = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        long done = 0, opened = 0, asked = 0, exact = 0, different = 0, plain = 0, shown = 0, parts = 0, ticks = 0;
        var watch = Stopwatch.StartNew();
        Parallel.For(0, (cases + Batch - 1) / Batch, new ParallelOptions { MaxDegreeOfParallelism = threads }, batch =>
        {
            var generator = new OpeningGenerator(seed + batch);
            for (var i = 0; i < Math.Min(Batch, cases - (batch * Batch)); i++)
            {
                var (before, after, point) = generator.Next();
                var start = Stopwatch.GetTimestamp();
                var judge = new OpeningJudge(before, after, point);
                Interlocked.Add(ref ticks, Stopwatch.GetElapsedTime(start).Ticks);

                // The caller is asked for everything; of the other callers' requests, some.
                var all = i % 64 == 0;
                var differences = judge.Differences(asks => all || asks.Region == point.Region, everybody: all || i % 16 == 0);
                if (i % 8 == 0)
                {
                    var opinion = judge.SecondOpinion(point);
                    Interlocked.Increment(ref plain);
                    if (opinion is not null)
                    {
                        differences.Add(opinion);
                    }
                }

                Interlocked.Add(ref opened, judge.Opened);
                Interlocked.Add(ref asked, judge.Asked);
                Interlocked.Add(ref exact, judge.Result.IsExact ? 1 : 0);
                Interlocked.Add(ref parts, judge.Result.Parts.Count);
                Interlocked.Increment(ref done);
                if (differences.Count > 0)
                {
                    Interlocked.Increment(ref different);
                    if (Interlocked.Increment(ref shown) <= MostShown)
                    {
                        Console.WriteLine($"batch {batch} case {i}\n{judge.Describe()}\n  {string.Join("\n  ", differences.Take(2))}");
                    }
                }
            }
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done:N0} mutated policies, {parts:N0} parts ({exact:N0} results exact), {asked:N0} requests asked before and after, {opened:N0} opened, {plain:N0} asked of the plain evaluator: {different:N0} differ; {watch.Elapsed.TotalSeconds:N0} s, {new TimeSpan(ticks).TotalSeconds:N0} s of them to compute"));
    }
}
