using AccessUndenied.Explanations;
using AccessUndenied.Results;

namespace AccessUndenied.Repetitions;

/// <summary>A result, and the denials that it was made of.</summary>
internal readonly record struct FinishedAnalysis(AnalysisResult Result, IReadOnlyList<Denial> Denials);
