namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>The short form of the proof by brute force; the long one is the command <c>opens</c> of the benchmarks.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OpeningProofTests
{
    private const int Cases = 500;

    [Test]
    public void Of_RandomPoliciesAndChanges_IsWhatOpensWhenEverythingIsAsked([Range(1, 8)] int seed)
    {
        var generator = new OpeningGenerator(seed);
        var opened = 0;
        for (var i = 0; i < Cases; i++)
        {
            var (before, after, point) = generator.Next();
            var judge = new OpeningJudge(before, after, point);
            var differences = judge.Differences(asked => i % 8 == 0 || asked.Region == point.Region, everybody: i % 4 == 0);
            if (judge.SecondOpinion(point) is { } opinion)
            {
                differences.Add(opinion);
            }

            differences.Should().BeEmpty(because: $"seed {seed} case {i}\n{judge.Describe()}");
            opened += judge.Opened;
        }

        opened.Should().BePositive();
    }

    // A statement that comes to name a role, beside a deny that names the whole account of it.
    [TestCase(74, 272)]
    [TestCase(119, 288)]
    [TestCase(325, 224)]
    [TestCase(337, 112)]
    public void Of_DenyThatNamesTheAccountOfOthers_IsNotSaidToOpenToThem(int seed, int number) => Check(seed, number);

    // A boundary with one resource more, which it allowed before by another statement: beside many other policies that was given up, and claimed.
    [TestCase(5000035, 174)]
    public void Of_ManyPoliciesThatAllowedBefore_IsNotSaidToOpenAgain(int seed, int number) => Check(seed, number);

    private static void Check(int seed, int number)
    {
        var generator = new OpeningGenerator(seed);
        for (var i = 0; i < number; i++)
        {
            generator.Next();
        }

        var (before, after, point) = generator.Next();
        var judge = new OpeningJudge(before, after, point);
        judge.Differences(asked => asked.Region == point.Region, everybody: true).Should().BeEmpty(because: judge.Describe());
    }
}
