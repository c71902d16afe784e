using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Tests.Explanations;

/// <summary>The well-known mistakes, each with its story.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExplainerStoryTests
{
    [TestCaseSource(nameof(NearMissStories))]
    public async Task Explain_AllowThatAlmostApplied_NamesTheMistake(object entry)
    {
        var story = (StoryCase)entry;
        var (request, policies) = story.Read();
        var explanation = await StoryCase.ExplainAsync(request, policies);
        explanation.Assessment.Should().NotBe(Assessment.Allowed);
        explanation.NearMisses.Should().NotBeEmpty();
        var nearest = explanation.NearMisses[0];
        nearest.Hint.Should().NotBeNull(because: nearest.Sentence);
        nearest.Hint!.Id.Should().Be(story.Text("hint"));
        nearest.Element.ToString().Should().Be(story.Text("element"));
        if (story.Text("sentence") is { } sentence)
        {
            nearest.Sentence.Should().Contain(sentence);
        }
    }

    [TestCaseSource(nameof(CauseStories))]
    public async Task Explain_Refusal_NamesWhatMet(object entry)
    {
        var story = (StoryCase)entry;
        var (request, policies) = story.Read();
        var explanation = await StoryCase.ExplainAsync(request, policies);
        explanation.Causes.Should().NotBeEmpty();
        var cause = explanation.Causes.First(item => story.Text("layer") is not { } layer || LayerNames.Of(item.Layer) == layer);
        if (story.Text("sentence") is { } sentence)
        {
            cause.Sentence.Should().Contain(sentence);
        }

        if (story.Text("hint") is { } hint)
        {
            cause.Hint.Should().NotBeNull(because: cause.Sentence);
            cause.Hint!.Id.Should().Be(hint);
        }
    }

    private static IEnumerable<TestCaseData> NearMissStories() => StoryCase.In("NearMisses.json");

    private static IEnumerable<TestCaseData> CauseStories() => StoryCase.In("Causes.json");
}
