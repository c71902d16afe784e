using AccessUndenied.Aws.ErrorTexts;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Samples.ErrorTexts;

/// <summary>Explains what a person pasted: an exception, a failed deployment, a line of a log.</summary>
public sealed class ErrorTextExplainer
{
    private readonly IAccessDeniedAnalyzer _analyzer;

    /// <summary>An explainer that decides by the policies of <paramref name="analyzer"/>.</summary>
    public ErrorTextExplainer(IAccessDeniedAnalyzer analyzer) => _analyzer = analyzer;

    /// <summary>A result for each refusal that <paramref name="text"/> tells of.</summary>
    /// <param name="text">The text, as it was pasted.</param>
    /// <param name="caller">Who asked, where the text does not say so; null where nobody knows.</param>
    public async Task<IReadOnlyList<AnalysisResult>> ExplainAsync(string text, string? caller)
    {
        var results = new List<AnalysisResult>();
        foreach (var denial in ErrorTextReader.Read(text).Denials)
        {
            var facts = denial.Principal is null ? new ErrorTextFacts { Principal = caller } : null;
            results.Add(await _analyzer.AnalyzeAsync(denial.ToEvent(facts)));
        }

        return results;
    }
}
