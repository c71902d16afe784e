using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>What stands above the sections of the Markdown report.</summary>
internal sealed class MarkdownSummary
{
    private readonly Dictionary<Assessment, long> _counts = [];
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;
    private long _count;
    private long _verified;

    /// <summary>Counts events.</summary>
    /// <param name="assessment">What is concluded of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="first">When the first was; null where nobody knows.</param>
    /// <param name="last">When the last was.</param>
    /// <param name="verified">For how many of them the first remedy was verified.</param>
    public void Add(Assessment assessment, int count, DateTimeOffset? first, DateTimeOffset? last, int verified)
    {
        _count += count;
        _verified += verified;
        _counts[assessment] = _counts.GetValueOrDefault(assessment) + count;
        _first = _first is null || first < _first ? first ?? _first : _first;
        _last = _last is null || last > _last ? last ?? _last : _last;
    }

    /// <summary>The summary; of one event nothing, since its section says all.</summary>
    public string ToMarkdown()
    {
        if (_count <= 1)
        {
            return _count == 0 ? $"\n{ReportMessages.NoResults}\n" : "";
        }

        var text = new StringBuilder("\n**").Append(Counts.Events(_count)).Append("**").Append(_first is null ? "" : $", {ReportMessages.Between(_first, _last)}").Append(":\n\n");
        foreach (var (assessment, count) in _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
        {
            text.Append("- ").Append(Counts.Of(count)).Append(" × ").Append(assessment.ToText()).Append('\n');
        }

        return text.Append('\n').Append(ReportMessages.VerifiedFor(_verified, _count)).Append('\n').ToString();
    }
}
