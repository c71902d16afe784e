using AccessUndenied.Events;
using AccessUndenied.Results;

namespace AccessUndenied.Repetitions;

/// <summary>What one analysis found, and of which events it holds.</summary>
internal sealed class RepeatedResult(AccessDeniedEvent kept, DateTimeOffset? time, AnalysisResult result, IReadOnlyList<DateTimeOffset> changes)
{
    public AccessDeniedEvent Kept => kept;

    /// <summary>The result as one of an event of that id and time; null where a policy was changed between the two times, which the result tells.</summary>
    public AnalysisResult? For(string id, DateTimeOffset? other)
    {
        if (other.HasValue != time.HasValue)
        {
            return null;
        }

        foreach (var change in changes)
        {
            if (change > time != change > other)
            {
                return null;
            }
        }

        return result.For(id, other);
    }
}
