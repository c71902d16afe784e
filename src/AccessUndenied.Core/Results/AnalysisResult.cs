using System.Text.Json.Serialization;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Why one event was denied, and what would let its request through.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(AnalysisResultConverter))]
public sealed record AnalysisResult
{
    internal AnalysisResult()
    {
    }

    /// <summary>The id of the event; empty when it has none.</summary>
    public required string EventId { get; init; }

    /// <summary>When the request was made, in UTC; null when the event does not tell.</summary>
    public DateTimeOffset? EventTime { get; internal init; }

    /// <summary>The conclusion.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>Why there is no conclusion; only with <see cref="Assessment.Error"/> and <see cref="Assessment.InvalidAction"/>.</summary>
    public string? ErrorMessage { get; internal init; }

    /// <summary>The error text of the refusal as the provider wrote it, without the tokens that only machines read; null when the event has none.</summary>
    public string? ErrorText { get; internal init; }

    /// <summary>What refuses where that is no policy, and then the answer that counts; null where policies refuse.</summary>
    public ServiceRefusal? Refusal { get; internal init; }

    /// <summary>The policies that are missing, each with what it is to be attached to.</summary>
    public IReadOnlyList<PolicyToAdd> PoliciesToAdd { get; internal init; } = [];

    /// <summary>The statements that deny, each with its policy.</summary>
    public IReadOnlyList<ExplicitDenyPolicy> ExplicitDenyPolicies { get; internal init; } = [];

    /// <summary>The request as it was understood; null where none could be made of the event.</summary>
    public AuthorizationRequest? Request { get; internal init; }

    /// <summary>The layers that had a say, in the order of evaluation, as the policies at hand decide them; empty where none was evaluated.</summary>
    /// <remarks>The conclusion may know better, from the refusal itself or its text: see <see cref="Causes"/>.</remarks>
    public IReadOnlyList<LayerResult> Layers { get; internal init; } = [];

    /// <summary>The provider's own record of the refusal; null where the refusal does not speak of one.</summary>
    public RecordedAuthorization? Authorization { get; internal init; }

    /// <summary>The session behind the request; null where nothing was asked for it, or the caller has none.</summary>
    public CallerSession? Session { get; internal init; }

    /// <summary>Who changed the policies that have a say, and when; null where no history of them is at hand.</summary>
    public PolicyTimeline? History { get; internal init; }

    /// <summary>Every layer that blocks the request, the decisive one first.</summary>
    public IReadOnlyList<Cause> Causes { get; internal init; } = [];

    /// <summary>Allows that almost applied, the nearest first.</summary>
    public IReadOnlyList<NearMiss> NearMisses { get; internal init; } = [];

    /// <summary>Further requests of the same event that are refused too; empty for most events.</summary>
    public IReadOnlyList<RefusedRequest> AlsoRefused { get; internal init; } = [];

    /// <summary>Changes that let the request through.</summary>
    public IReadOnlyList<Remediation> Remediations { get; internal init; } = [];

    /// <summary>What the conclusion rests on.</summary>
    public Evidence Evidence { get; internal init; } = Evidence.Whole;

    /// <summary>The same result for another event, of which it is known that it differs in id and time alone.</summary>
    /// <param name="eventId">The id of the other event; empty when it has none.</param>
    /// <param name="time">When the other request was made, in UTC; null when the event does not tell.</param>
    public AnalysisResult For(string eventId, DateTimeOffset? time) => this with { EventId = eventId, EventTime = time };
}
