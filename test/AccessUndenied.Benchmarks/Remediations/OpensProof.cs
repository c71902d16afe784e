using System.Diagnostics;
using System.Globalization;
using AccessUndenied.Aws.Tests.Remediations.Opening;

namespace AccessUndenied.Benchmarks.Remediations;

/// <summary>The proof by brute force that what a change is said to open is what opens, over as many mutated policies as are asked for.</summary>
internal sealed class OpensProof
{
    private const int Batch = 500;
    private const int MostShown = 12;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    private readonly int _cases;
    private readonly int _seed;
    private readonly int _threads;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _done;
    private long _opened;
    private long _asked;
    private long _exact;
    private long _different;
    private long _plain;
    private long _shown;
    private long _parts;
    private long _ticks;

    private OpensProof(int cases, int seed, int threads)
    {
        _cases = cases;
        _seed = seed;
        _threads = threads;
    }

    public static void Run(string[] args)
    {
        var proof = new OpensProof(Number(args, 0, 1_000_000), Number(args, 1, 1_000_000), Number(args, 2, Environment.ProcessorCount));

        // What is done so far counts, also when the run is interrupted.
        using var timer = new Timer(_ => proof.Write(), null, s_pause, s_pause);
        Console.CancelKeyPress += (_, _) => proof.Write();
        Parallel.For(0, (proof._cases + Batch - 1) / Batch, new ParallelOptions { MaxDegreeOfParallelism = proof._threads }, proof.RunBatch);
        proof.Write();
    }

    private static int Number(string[] args, int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;

    private void RunBatch(int batch)
    {
        var generator = new OpeningGenerator(_seed + batch);
        for (var i = 0; i < Math.Min(Batch, _cases - (batch * Batch)); i++)
        {
            var (before, after, point) = generator.Next();
            var judge = new OpeningJudge(before, after, point);

            // The caller is asked for everything; of the other callers' requests, some.
            var all = i % 64 == 0;
            var differences = judge.Differences(asks => all || asks.Region == point.Region, everybody: all || i % 16 == 0);
            if (i % 8 == 0)
            {
                var opinion = judge.SecondOpinion(point);
                Interlocked.Increment(ref _plain);
                if (opinion is not null)
                {
                    differences.Add(opinion);
                }
            }

            Count(judge);
            if (differences.Count > 0)
            {
                Show(batch, i, judge, differences);
            }
        }
    }

    private void Count(OpeningJudge judge)
    {
        Interlocked.Add(ref _ticks, judge.Computing.Ticks);
        Interlocked.Add(ref _opened, judge.Opened);
        Interlocked.Add(ref _asked, judge.Asked);
        Interlocked.Add(ref _exact, judge.Result.IsExact ? 1 : 0);
        Interlocked.Add(ref _parts, judge.Result.Parts.Count);
        Interlocked.Increment(ref _done);
    }

    private void Show(int batch, int number, OpeningJudge judge, List<string> differences)
    {
        Interlocked.Increment(ref _different);
        if (Interlocked.Increment(ref _shown) <= MostShown)
        {
            Console.WriteLine($"seed {_seed + batch} case {number}\n{judge.Describe()}\n  {string.Join("\n  ", differences.Take(2))}");
        }
    }

    private void Write() => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Interlocked.Read(ref _done):N0} mutated policies, {_parts:N0} parts ({_exact:N0} results exact), {_asked:N0} requests asked before and after, {_opened:N0} opened, {_plain:N0} asked of the plain evaluator: {_different:N0} differ; {_watch.Elapsed.TotalSeconds:N0} s, {new TimeSpan(_ticks).TotalSeconds:N0} s of them to compute"));
}
