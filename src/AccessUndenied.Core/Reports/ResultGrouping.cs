using AccessUndenied.Remediations.Joining;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Takes results of one cause together as one <see cref="Finding"/>.</summary>
/// <remarks>
/// Memory grows with the number of causes and of different names in them, not with the number of results.
/// Not for use by several threads at once.
/// </remarks>
public sealed class ResultGrouping
{
    /// <summary>How many different principals, actions and resources a finding lists at most; the events of others are counted all the same.</summary>
    public const int MostMembers = JoinedRemediation.MostMembers;

    private readonly Dictionary<string, FindingBuilder> _byKey = new(StringComparer.Ordinal);
    private readonly List<FindingBuilder> _inOrder = [];

    /// <summary>How many results were added.</summary>
    public int Count { get; private set; }

    /// <summary>How many different causes they have.</summary>
    public int FindingCount => _inOrder.Count;

    /// <summary>The findings of <paramref name="results"/>, those of most events first.</summary>
    public static IReadOnlyList<Finding> Group(IEnumerable<AnalysisResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var grouping = new ResultGrouping();
        foreach (var result in results)
        {
            grouping.Add(result);
        }

        return grouping.ToFindings();
    }

    /// <summary>128 bits of a hash over all that a result adds to a finding, but its time: results with the same one add the same.</summary>
    /// <remarks>By it many results are told as one with their times, wherever they were made, and added together later. It changes from version to version.</remarks>
    public static UInt128 FingerprintOf(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return FindingShare.Of(result);
    }

    /// <summary>Adds a result to the finding of its cause.</summary>
    /// <returns>The finding's number, counted from 0 in the order in which the findings came up.</returns>
    public int Add(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Count++;
        var key = FindingKey.Of(result);
        if (!_byKey.TryGetValue(key, out var finding))
        {
            finding = new(_inOrder.Count, result);
            _byKey.Add(key, finding);
            _inOrder.Add(finding);
        }

        finding.Add(result);
        return finding.Number;
    }

    /// <summary>The findings so far, those of most events first, and else in the order in which they came up.</summary>
    public IReadOnlyList<Finding> ToFindings() => [.. InOrderOfCount().Select(finding => finding.ToFinding())];

    /// <summary>The same with their numbers.</summary>
    internal IEnumerable<(int Number, Finding Finding)> ToNumberedFindings() => InOrderOfCount().Select(finding => (finding.Number, finding.ToFinding()));

    private IEnumerable<FindingBuilder> InOrderOfCount() => _inOrder.OrderByDescending(finding => finding.Count);
}
