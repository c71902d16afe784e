using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>Denials of one cause, taken together.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(FindingConverter))]
public sealed class Finding
{
    /// <summary>The conclusion that all of them share.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>How many events.</summary>
    public required int Count { get; init; }

    /// <summary>When the first was, in UTC; null where no event tells its time.</summary>
    public DateTimeOffset? FirstTime { get; internal init; }

    /// <summary>When the last was, in UTC; null where no event tells its time.</summary>
    public DateTimeOffset? LastTime { get; internal init; }

    /// <summary>Who was refused, the most often first: the roles of sessions, and not each session.</summary>
    /// <remarks>Units: at most <c>ResultGrouping.MostMembers</c> names, the first that came; the same for actions and resources.</remarks>
    public IReadOnlyList<FindingMember> Principals { get; internal init; } = [];

    /// <summary>Which actions were refused, the most often first.</summary>
    public IReadOnlyList<FindingMember> Actions { get; internal init; } = [];

    /// <summary>On which resources, the most often first.</summary>
    public IReadOnlyList<FindingMember> Resources { get; internal init; } = [];

    /// <summary>The first of the events by time, or where none tells its time the first that came: its causes, near misses and evidence stand for those of the others.</summary>
    public required AnalysisResult Example { get; init; }

    /// <summary>One change for all of them, which opens what the events asked for and nothing beyond; null where there is none.</summary>
    public Remediation? Remediation { get; internal init; }

    /// <summary>How many of the events <see cref="Remediation"/> lets through.</summary>
    public int RemediatedCount { get; internal init; }

    /// <summary>What else could be done: changes of another kind, and patterns that open more than the events asked for, which they say.</summary>
    public IReadOnlyList<Remediation> Alternatives { get; internal init; } = [];

    /// <summary>The accounts of callers and resources, in order; empty in a finding read back.</summary>
    internal IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>How many events there were when; null in a finding read back.</summary>
    internal EventTimes? Times { get; init; }

    /// <summary>The same with other remediations.</summary>
    internal Finding With(Remediation? remediation, IReadOnlyList<Remediation> alternatives) => new()
    {
        Assessment = Assessment,
        Count = Count,
        FirstTime = FirstTime,
        LastTime = LastTime,
        Principals = Principals,
        Actions = Actions,
        Resources = Resources,
        Example = Example,
        Remediation = remediation,
        RemediatedCount = RemediatedCount,
        Alternatives = alternatives,
        Accounts = Accounts,
        Times = Times,
    };
}
