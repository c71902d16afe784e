using System.Diagnostics;
using System.Globalization;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Spoilt inputs for every reader: what comes out is a result or the reader's own refusal, never another exception, and never memory without bound.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ReaderFuzzTests
{
    private const int Seed = 20260103;
    private const int InputsForEachWeight = 100;
    private const int GrammarInputs = 500;

    private static readonly TimeSpan s_hangs = TimeSpan.FromMinutes(2);

    private static IEnumerable<string> Names => ReaderTargets.All.Select(target => target.Name);

    [TestCaseSource(nameof(Names))]
    public void Reader_SpoiltInputs_KeepsItsLaws(string name)
    {
        var run = new FuzzRun(ReaderTargets.All.Single(target => target.Name == name), Seed);
        for (var i = run.Target.Weight * InputsForEachWeight; i > 0; i--)
        {
            run.Next();
        }
    }

    [Test]
    public void Decisions_RequestsOfTheGrammar_KeepTheirLaws()
    {
        var laws = new GrammarLaws(1, Seed);
        for (var i = 0; i < GrammarInputs; i++)
        {
            laws.Next(plans: i % 16 == 0);
        }
    }

    // The long run; CONTRIBUTING has its command.
    [Test]
    [Explicit("reads as many inputs as the parameter says")]
    [NonParallelizable]
    public void Everything_ManyInputs_KeepsItsLaws()
    {
        var inputs = long.Parse(TestContext.Parameters.Get("inputs", "100000"), CultureInfo.InvariantCulture);
        var seed = int.Parse(TestContext.Parameters.Get("seed", Random.Shared.Next().ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        var from = long.Parse(TestContext.Parameters.Get("from", "0"), CultureInfo.InvariantCulture);
        var folder = TestContext.Parameters.Get("found", Path.Combine(AppContext.BaseDirectory, "found"));
        var found = new FuzzFindings(folder);
        var (runs, grammar) = (ReaderTargets.All.Select(target => new FuzzRun(target, seed)).ToList(), new GrammarLaws(2, (ulong)seed));
        var turns = runs.SelectMany(run => Enumerable.Repeat(run, run.Target.Weight)).ToList();
        var (clock, done, grammarDone) = (Stopwatch.StartNew(), 0L, 0L);
        var (current, isGrammar) = (turns[0], false);
        using var watchdog = new HangWatchdog(s_hangs, folder, () => isGrammar ? ("decisions", System.Text.Encoding.UTF8.GetBytes(grammar.Current)) : (current.Target.Name, current.Current));
        for (var next = 0L; done < inputs; done++)
        {
            watchdog.Begin();
            isGrammar = done % 12 == 11;
            if (done < from)
            {
                // A run that was stopped goes on: the readers' inputs are the same from the same seed.
                if (!isGrammar)
                {
                    turns[(int)(next++ % turns.Count)].PassOver();
                }
            }
            else if (isGrammar)
            {
                grammarDone++;
                found.Take("decisions", () => grammar.Next(plans: grammarDone % 64 == 0), () => System.Text.Encoding.UTF8.GetBytes(grammar.Current));
            }
            else
            {
                current = turns[(int)(next++ % turns.Count)];
                found.Take(current.Target.Name, current.Next, () => current.Current);
            }

            if (done % 100_000 == 0)
            {
                found.Note($"{done} inputs in {clock.Elapsed:hh\\:mm\\:ss}, {found.Count} findings");
            }
        }

        foreach (var run in runs)
        {
            found.Note($"{run.Target.Name}: {run.Inputs} inputs, at most {run.MostAllocated >> 10} KiB for one");
        }

        found.Note($"seed {seed}: {done} inputs in {clock.Elapsed:hh\\:mm\\:ss}, {grammarDone} of them requests of the grammar; {found.Count} findings");
        found.Count.Should().Be(0, because: found.ToString());
    }
}
