using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Policies;

/// <summary>What is known of the policies of a request over time.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(PolicyTimelineConverter))]
public sealed class PolicyTimeline
{
    /// <summary>Whether the policies that were evaluated are those of the event's moment; else they are those of now.</summary>
    public required bool IsAtEvent { get; init; }

    /// <summary>The changes of policies that have a say, the one that made the difference first, and then by time.</summary>
    public IReadOnlyList<RecordedChange> Changes { get; init; } = [];

    /// <summary>The policies of which nobody knows what they said at that moment.</summary>
    public IReadOnlyList<UnknownPolicy> Unknown { get; init; } = [];
}
