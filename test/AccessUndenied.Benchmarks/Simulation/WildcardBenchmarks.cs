using AccessUndenied.Conditions;
using BenchmarkDotNet.Attributes;

namespace AccessUndenied.Benchmarks.Simulation;

/// <summary>Patterns that make a backtracking matcher explode: <c>a*a*a*…</c> against <c>aaaa…b</c>.</summary>
/// <remarks>The cost may grow with the product of both lengths and no faster: a row with both doubled takes at most four times as long.</remarks>
[MemoryDiagnoser]
public class WildcardBenchmarks
{
    private string _text = "";
    private string _pattern = "";

    /// <summary>How many stars the pattern has; the text is ten times as long.</summary>
    [Params(5, 10, 20, 40, 80)]
    public int Stars { get; set; }

    /// <summary>Makes text and pattern.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _text = new string('a', Stars * 10) + "b";
        _pattern = string.Concat(Enumerable.Repeat("a" + Wildcards.Any, Stars)) + "a";
    }

    /// <summary>One comparison, which fails at the very end.</summary>
    [Benchmark]
    public bool IsMatch() => Wildcards.IsMatch(_text, _pattern);

    /// <summary>The same without regard to case, as for actions.</summary>
    [Benchmark]
    public bool IsMatchIgnoringCase() => Wildcards.IsMatchIgnoringCase(_text, _pattern);
}
